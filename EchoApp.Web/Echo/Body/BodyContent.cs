using EchoApp.Web.Echo.Body.Multipart;

namespace EchoApp.Web.Echo.Body;

/// <summary>One form of a body, as received or decoded, and what was found in it.</summary>
internal sealed class BodyContent
{
    /// <summary>Bytes in all, or up to where reading broke off.</summary>
    public required long Length { get; init; }

    /// <summary>Of all bytes, in lower-case hexadecimal; null when reading broke off.</summary>
    public required string? Sha256 { get; init; }

    /// <summary>Whether <see cref="Kept"/> is less than the whole.</summary>
    public required bool Truncated { get; init; }

    public required ReadOnlyMemory<byte> Kept { get; init; }

    /// <summary><see cref="Kept"/> as text, in UTF-8; null when it is not text.</summary>
    public ReadOnlyMemory<byte>? Text { get; set; }

    /// <summary>Valid JSON exactly as sent; null when it is none.</summary>
    public ReadOnlyMemory<byte>? Json { get; set; }

    public NamedValues? Form { get; set; }

    public IReadOnlyList<BodyPart>? Parts { get; set; }

    public BodyContent WithoutCopies() => new() { Length = Length, Sha256 = Sha256, Truncated = Truncated, Kept = Kept, Text = Text };
}
