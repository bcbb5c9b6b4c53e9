using System.Buffers;

namespace EchoApp.Web.Wire;

/// <summary>
/// The head of a request, byte for byte: the request line, the field lines and the empty line that ends them (RFC 9112 section 2.1).
/// The bytes are rented while there are any; one instance serves all requests of its connection in turn.
/// </summary>
internal sealed class WireHead
{
    /// <summary>Bytes of a head that are kept; of a longer one only its length is known.</summary>
    public const int MostKept = 32 * 1024;

    private const int UsualLength = 1024;

    private readonly List<WireField> _fields = [];
    private byte[] _bytes = [];
    private int _kept;
    private int _lineStart;
    private int _lineLength;
    private uint _lastThree;
    private HeadOverflow? _overflow;

    /// <summary>Bytes in all, kept or not.</summary>
    public long Length { get; private set; }

    public bool IsTruncated => Length > _kept;

    /// <summary>Whether more than empty lines has come.</summary>
    public bool HasBegun => Kept.ContainsAnyExcept((byte)'\r', (byte)'\n');

    public ReadOnlySpan<byte> Kept => _bytes.AsSpan(0, _kept);

    /// <summary>The first line, without its line end.</summary>
    public ReadOnlySpan<byte> RequestLine => _bytes.AsSpan(_lineStart, _lineLength);

    /// <summary>The field lines in the order in which they came; of a truncated head those that are whole.</summary>
    public List<WireField> Fields => _fields;

    /// <summary>Fields that frame the body and stand in lines that are not kept whole.</summary>
    public IReadOnlyList<(KnownField Known, byte[] Value)> FramingBeyond => _overflow is null ? [] : _overflow.Fields;

    /// <summary>Whether a line ended without a carriage return.</summary>
    public bool HasBareLineFeed { get; private set; }

    /// <summary>Whether a name has characters that names may not have (RFC 9110 section 5.1).</summary>
    public bool HasOddName { get; private set; }

    /// <summary>Whether empty lines came before the request line (RFC 9112 section 2.2).</summary>
    public bool HasLeadingEmptyLine => _lineStart > 0;

    private bool EndsInEmptyLine => (_lastThree & 0xffffff) == 0x0a0d0a || (_lastThree & 0xffff) == 0x0a0a;

    public ReadOnlySpan<byte> Name(scoped in WireField field) => _bytes.AsSpan(field.NameStart, field.NameLength);

    public ReadOnlySpan<byte> Value(scoped in WireField field) => _bytes.AsSpan(field.ValueStart, field.ValueLength);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        Length += bytes.Length;
        foreach (var last in bytes[^Math.Min(bytes.Length, 3)..])
        {
            _lastThree = (_lastThree << 8) | last;
        }

        if (_kept + bytes.Length > MostKept)
        {
            Overflow(bytes[(MostKept - _kept)..], bytes[..(MostKept - _kept)]);
            bytes = bytes[..(MostKept - _kept)];
        }

        if (_bytes.Length - _kept < bytes.Length)
        {
            Grow(_kept + bytes.Length);
        }

        bytes.CopyTo(_bytes.AsSpan(_kept));
        _kept += bytes.Length;
    }

    /// <summary>
    /// Finds the lines in the bytes that the server has taken, once they end in an empty line: it takes them by the line, and has then
    /// taken a whole head.
    /// </summary>
    public bool TryFindLines()
    {
        if (!EndsInEmptyLine)
        {
            return false;
        }

        _fields.Clear();
        HasBareLineFeed = false;
        HasOddName = false;
        _lineLength = 0;
        _lineStart = 0;
        FindLines();
        return _lineLength > 0;
    }

    private void FindLines()
    {
        var kept = Kept;
        var first = Math.Max(kept.IndexOfAnyExcept((byte)'\r', (byte)'\n'), 0);
        for (var start = first; kept[start..].IndexOf((byte)'\n') is >= 0 and var length; start += length + 1)
        {
            var line = kept.Slice(start, length);
            var isWhole = line is [.., (byte)'\r'];
            HasBareLineFeed |= !isWhole;
            line = isWhole ? line[..^1] : line;
            if (_lineLength == 0)
            {
                _lineStart = start;
                _lineLength = line.Length;
            }
            else if (line.IndexOf((byte)':') is > 0 and var colon)
            {
                AddField(line, start, colon);
            }
        }
    }

    /// <summary>Gives the bytes back.</summary>
    public void Clear()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
        }

        _fields.Clear();
        _overflow = null;
        _kept = 0;
        _lineStart = 0;
        _lineLength = 0;
        _lastThree = 0;
        Length = 0;
        HasBareLineFeed = false;
        HasOddName = false;
    }

    private void Overflow(ReadOnlySpan<byte> beyond, ReadOnlySpan<byte> last)
    {
        if (_overflow is null)
        {
            _overflow = new HeadOverflow();
            var begun = last.LastIndexOf((byte)'\n');
            if (begun < 0)
            {
                _overflow.Append(Kept[(Kept.LastIndexOf((byte)'\n') + 1)..]);
            }

            _overflow.Append(last[(begun + 1)..]);
        }

        _overflow.Append(beyond);
    }

    private void AddField(ReadOnlySpan<byte> line, int start, int colon)
    {
        var value = line[(colon + 1)..];
        var trimmed = value.TrimStart(" \t"u8);
        var valueStart = start + colon + 1 + value.Length - trimmed.Length;
        HasOddName |= FieldNames.IsOdd(line[..colon]);
        _fields.Add(new WireField(start, colon, valueStart, trimmed.TrimEnd(" \t"u8).Length, KnownFieldNames.Find(line[..colon])));
    }

    private void Grow(int least)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(least, Math.Max(2 * _bytes.Length, UsualLength)));
        Kept.CopyTo(larger);
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        _bytes = larger;
    }
}
