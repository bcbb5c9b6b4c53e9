namespace EchoApp.Web.Echo.Body;

/// <summary>
/// A part of a multipart body that is not a text field. The length in bytes and the SHA-256 in lower-case hexadecimal are those of the
/// whole part, whatever is kept of the body.
/// </summary>
internal sealed record UploadedFile(string? Name, string? FileName, string? Type, long Length, string Sha256);
