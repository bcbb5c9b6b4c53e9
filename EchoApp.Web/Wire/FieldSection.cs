using System.Buffers;

namespace EchoApp.Web.Wire;

/// <summary>
/// Field lines byte for byte: the header section of a request or the trailer section of its body (RFC 9110 section 6), to the empty line that
/// ends it. The bytes are rented while there are any.
/// </summary>
internal abstract class FieldSection
{
    /// <summary>Bytes that are kept; of a longer section only its length and the fields that frame its body are known.</summary>
    public const int MostKept = 32 * 1024;

    private const int UsualLength = 1024;

    private readonly List<WireField> _fields = [];
    private byte[] _bytes = [];
    private int _kept;
    private SectionOverflow? _overflow;

    /// <summary>Bytes in all, kept or not.</summary>
    public long Length { get; private set; }

    public bool IsTruncated => Length > _kept;

    public ReadOnlySpan<byte> Kept => _bytes.AsSpan(0, _kept);

    /// <summary>The field lines in the order in which they came; of a truncated section those that are whole.</summary>
    public List<WireField> Fields => _fields;

    /// <summary>Fields that frame the body and stand in lines that are not kept whole.</summary>
    public IReadOnlyList<(KnownField Known, byte[] Value)> FramingBeyond => _overflow is null ? [] : _overflow.Fields;

    /// <summary>Whether a line ended without a carriage return.</summary>
    public bool HasBareLineFeed { get; private set; }

    /// <summary>Whether a name has characters that names may not have (RFC 9110 section 5.1).</summary>
    public bool HasOddName { get; private set; }

    public ReadOnlySpan<byte> Name(scoped in WireField field) => _bytes.AsSpan(field.NameStart, field.NameLength);

    public ReadOnlySpan<byte> Value(scoped in WireField field) => _bytes.AsSpan(field.ValueStart, field.ValueLength);

    /// <exception cref="BadHttpRequestException">Beyond what is kept stands a name that is none, or a field that cannot be read.</exception>
    public virtual void Append(ReadOnlySpan<byte> bytes)
    {
        Length += bytes.Length;
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

    /// <summary>Gives the bytes back.</summary>
    public virtual void Clear()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
        }

        _overflow = null;
        _kept = 0;
        Length = 0;
        ForgetLines();
    }

    /// <summary>Finds the whole lines in what is kept.</summary>
    /// <param name="start">Where the first of them begins.</param>
    protected void FindLines(int start)
    {
        ForgetLines();
        for (var kept = Kept; kept[start..].IndexOf((byte)'\n') is >= 0 and var length; start += length + 1)
        {
            var line = kept.Slice(start, length);
            var isWhole = line is [.., (byte)'\r'];
            HasBareLineFeed |= !isWhole;
            TakeLine(isWhole ? line[..^1] : line, start);
        }
    }

    protected virtual void TakeLine(ReadOnlySpan<byte> line, int start)
    {
        if (line.IndexOf((byte)':') is not (> 0 and var colon))
        {
            return;
        }

        var value = line[(colon + 1)..];
        var trimmed = value.TrimStart(" \t"u8);
        var valueStart = start + colon + 1 + value.Length - trimmed.Length;
        HasOddName |= FieldNames.IsOdd(line[..colon]);
        _fields.Add(new WireField(start, colon, valueStart, trimmed.TrimEnd(" \t"u8).Length, KnownFieldNames.Find(line[..colon])));
    }

    private void ForgetLines()
    {
        _fields.Clear();
        HasBareLineFeed = false;
        HasOddName = false;
    }

    private void Overflow(ReadOnlySpan<byte> beyond, ReadOnlySpan<byte> last)
    {
        if (_overflow is null)
        {
            _overflow = new SectionOverflow();
            var begun = last.LastIndexOf((byte)'\n');
            if (begun < 0)
            {
                _overflow.Append(Kept[(Kept.LastIndexOf((byte)'\n') + 1)..]);
            }

            _overflow.Append(last[(begun + 1)..]);
        }

        _overflow.Append(beyond);
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
