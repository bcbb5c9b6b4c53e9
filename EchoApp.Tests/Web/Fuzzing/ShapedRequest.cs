namespace EchoApp.Tests.Web.Fuzzing;

/// <param name="Text">One character for each byte.</param>
/// <param name="IsLast">Whether the connection ends with its answer.</param>
internal sealed record ShapedRequest(string Text, bool IsLast);
