namespace EchoApp.Web.Storage;

/// <summary>A request to be stored. Its bytes must stand until it is.</summary>
/// <param name="Record">What is known of it.</param>
/// <param name="Head">Request line and header section as on the wire, with the empty line.</param>
/// <param name="Body">What is kept of the body.</param>
internal sealed record CapturedRequest(RequestRecord Record, ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Body);
