using System.Buffers.Binary;

namespace EchoApp.Web.Echo.Body.Codings;

/// <summary>Reads bits, the least significant of a byte first (RFC 1951 section 3.1.1). Beyond the end are zeros, and <see cref="IsOverrun"/>.</summary>
internal ref struct BitReader(ReadOnlySpan<byte> bytes, ulong bits, int count)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private ulong _bits = bits;
    private int _count = count;
    private int _position;

    public readonly bool IsOverrun => _count < 0;

    /// <summary>Bytes not yet begun.</summary>
    public readonly int Left => _bytes.Length - _position + (_count >> 3);

    /// <summary>Makes 48 bits ready, which is more than a length and its distance take.</summary>
    public void Refill()
    {
        if (_bytes.Length - _position >= 8 && _count >= 0)
        {
            _bits |= BinaryPrimitives.ReadUInt64LittleEndian(_bytes[_position..]) << _count;
            var taken = (63 - _count) >> 3;
            _position += taken;
            _count += taken << 3;
            _bits &= ulong.MaxValue >> (64 - _count);
            return;
        }

        while (_count is >= 0 and <= 48 && _position < _bytes.Length)
        {
            _bits |= (ulong)_bytes[_position++] << _count;
            _count += 8;
        }
    }

    public readonly int Peek(int length) => (int)(_bits & ((1UL << length) - 1));

    public void Skip(int length)
    {
        _bits >>= length;
        _count -= length;
    }

    /// <summary>Up to 16 bits.</summary>
    public int Take(int length)
    {
        if (_count < length)
        {
            Refill();
        }

        var value = Peek(length);
        Skip(length);
        return value;
    }

    public void SkipToByte() => Skip(_count & 7);

    /// <summary>Whole bytes, from a byte's beginning on.</summary>
    public int TakeBytes(scoped Span<byte> to)
    {
        GiveBack();
        var length = Math.Min(to.Length, _bytes.Length - _position);
        _bytes.Slice(_position, length).CopyTo(to);
        _position += length;
        return length;
    }

    /// <summary>Ends reading: how many bytes were taken, and the bits of the last of them that were not.</summary>
    public int End(out ulong bits, out int count)
    {
        GiveBack();
        bits = _bits;
        count = _count;
        return _position;
    }

    private void GiveBack()
    {
        _position -= Math.Max(_count, 0) >> 3;
        _count = Math.Max(_count, 0) & 7;
        _bits &= (1UL << _count) - 1;
    }
}
