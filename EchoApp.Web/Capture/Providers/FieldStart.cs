namespace EchoApp.Web.Capture.Providers;

/// <param name="Field">The name of a header field.</param>
/// <param name="Text">What its value begins with, in upper or lower case.</param>
internal sealed record FieldStart(string Field, string Text);
