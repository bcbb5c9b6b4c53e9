using System.Buffers;

namespace EchoApp.Web.Wire;

/// <summary>The beginning of a line that the server looked at and did not take: because it is not whole yet, or because it is wrong.</summary>
internal sealed class UntakenLine
{
    private const int MostKept = 256;

    private byte[] _kept = [];
    private int _length;

    /// <summary>Without its line end.</summary>
    public ReadOnlySpan<byte> Kept => _kept.AsSpan(0, _length);

    /// <summary>Bytes that were there in all, from the line's beginning on; 0 when there is no such line.</summary>
    public long Length { get; private set; }

    /// <summary>Bytes of the line, or of as much of it as was there.</summary>
    public long LineLength { get; private set; }

    public void Set(in ReadOnlySequence<byte> bytes)
    {
        if (_kept.Length == 0)
        {
            _kept = new byte[MostKept];
        }

        Length = bytes.Length;
        var first = bytes.Slice(0, Math.Min(bytes.Length, MostKept));
        first.CopyTo(_kept);
        var end = _kept.AsSpan(0, (int)first.Length).IndexOf((byte)'\n');
        _length = end < 0 ? (int)first.Length : end;
        LineLength = end >= 0 ? end : bytes.PositionOf((byte)'\n') is { } lineEnd ? bytes.Slice(0, lineEnd).Length : bytes.Length;
    }

    public void Clear()
    {
        Length = 0;
        _length = 0;
    }
}
