using System.Buffers;

namespace EchoApp.Web.Wire;

/// <summary>The beginning of a body as it came on the wire: chunk sizes, extensions and trailers included.</summary>
internal sealed class WireBody(int most)
{
    private readonly ArrayBufferWriter<byte> _kept = new();

    /// <summary>Bytes in all, kept or not.</summary>
    public long Length { get; private set; }

    public bool IsTruncated => Length > _kept.WrittenCount;

    public ReadOnlySpan<byte> Kept => _kept.WrittenSpan;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        Length += bytes.Length;
        _kept.Write(bytes[..Math.Min(bytes.Length, most - _kept.WrittenCount)]);
    }
}
