namespace EchoApp.Web.Echo.Body.Multipart;

/// <summary>
/// A part of a multipart body. The length in bytes and the SHA-256 in lower-case hexadecimal are those of the whole part, whatever
/// is kept of the body.
/// </summary>
internal sealed record BodyPart(string? Name, string? FileName, string? Type, long Length, string Sha256, IReadOnlyList<PartHeader> Headers)
{
    /// <summary>Of a field; null for a file, which is every part that has a filename, has no name, or is not text.</summary>
    public required string? Text { get; init; }

    /// <summary>Bytes that showing it takes, roughly.</summary>
    public required long Cost { get; init; }
}
