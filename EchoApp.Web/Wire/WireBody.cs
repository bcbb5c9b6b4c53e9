using EchoApp.Web.Memory;

namespace EchoApp.Web.Wire;

/// <summary>The beginning of a body as it came on the wire: chunk sizes, extensions and trailers included.</summary>
internal sealed class WireBody(KeptBytes kept, int most)
{
    /// <summary>Bytes in all, kept or not.</summary>
    public long Length { get; private set; }

    public bool IsTruncated => Length > kept.Count;

    public ReadOnlySpan<byte> Kept => kept.Written.Span;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        Length += bytes.Length;
        kept.Append(bytes[..Math.Min(bytes.Length, most - kept.Count)]);
    }
}
