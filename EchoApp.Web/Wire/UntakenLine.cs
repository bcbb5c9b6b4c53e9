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

    /// <summary>Whether its line end was there too.</summary>
    public bool IsEnded { get; private set; }

    public void Set(in ReadOnlySequence<byte> bytes)
    {
        if (_kept.Length == 0)
        {
            _kept = new byte[MostKept];
        }

        Length = bytes.Length;
        var line = bytes.PositionOf((byte)'\n') is { } end ? bytes.Slice(0, end) : bytes;
        var hasReturn = !line.IsEmpty && line.Slice(line.Length - 1).FirstSpan[0] == '\r';
        LineLength = hasReturn ? line.Length - 1 : line.Length;
        IsEnded = line.Length < bytes.Length;
        _length = (int)Math.Min(LineLength, MostKept);
        line.Slice(0, _length).CopyTo(_kept);
    }

    public void Clear()
    {
        Length = 0;
        LineLength = 0;
        IsEnded = false;
        _length = 0;
    }
}
