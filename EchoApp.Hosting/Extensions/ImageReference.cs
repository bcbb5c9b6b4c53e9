namespace Aspire.Hosting;

/// <summary>
/// An image reference taken apart: a colon behind the last slash begins the tag, <c>@sha256:</c> the digest. With a digest the tag means nothing
/// and is left out.
/// </summary>
internal sealed record ImageReference(string Image, string? Tag, string? Digest)
{
    private const string DigestMark = "@sha256:";

    /// <summary>Whether the image has a registry before its first slash, which engines tell from a dot, a colon, or the name localhost.</summary>
    public bool HasRegistry => Image.Split('/') is [var first, _, ..] && (first.Contains('.') || first.Contains(':') || first == "localhost");

    public static ImageReference Parse(string reference)
    {
        ArgumentException.ThrowIfNullOrEmpty(reference);
        if (reference.IndexOf(DigestMark, StringComparison.Ordinal) is >= 0 and var at)
        {
            return new ImageReference(Parse(reference[..at]).Image, Tag: null, reference[(at + DigestMark.Length)..]);
        }

        var colon = reference.LastIndexOf(':');
        return colon > reference.LastIndexOf('/')
            ? new ImageReference(reference[..colon], reference[(colon + 1)..], Digest: null)
            : new ImageReference(reference, Tag: null, Digest: null);
    }
}
