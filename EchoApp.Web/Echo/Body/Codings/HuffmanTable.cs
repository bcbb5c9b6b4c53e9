namespace EchoApp.Web.Echo.Body.Codings;

/// <summary>A Huffman code of DEFLATE (RFC 1951 section 3.2.2): the lengths of its codes make it. Building one is cheap, since a body may bring many.</summary>
internal sealed class HuffmanTable
{
    public const int Longest = 15;

    private const int QuickBits = 10;

    private readonly ushort[] _quick = new ushort[1 << QuickBits];
    private readonly int[] _counts = new int[Longest + 1];
    private readonly ushort[] _symbols = new ushort[288];

    /// <returns>Whether it is a code: no codes too many, and none missing unless there is only one.</returns>
    public bool TryBuild(ReadOnlySpan<byte> lengths)
    {
        Array.Clear(_quick);
        Array.Clear(_counts);
        foreach (var length in lengths)
        {
            _counts[length]++;
        }

        var used = lengths.Length - _counts[0];
        _counts[0] = 0;
        Span<int> offsets = stackalloc int[Longest + 2];
        Span<int> codes = stackalloc int[Longest + 2];
        var room = 1;
        for (var length = 1; length <= Longest; length++)
        {
            room = (room << 1) - _counts[length];
            if (room < 0)
            {
                return false;
            }

            offsets[length + 1] = offsets[length] + _counts[length];
            codes[length + 1] = (codes[length] + _counts[length]) << 1;
        }

        for (var symbol = 0; symbol < lengths.Length; symbol++)
        {
            if (lengths[symbol] is > 0 and var length)
            {
                _symbols[offsets[length]++] = (ushort)symbol;
                AddQuick(symbol, length, codes[length]++);
            }
        }

        return room == 0 || used == 0 || (used == 1 && _counts[1] == 1);
    }

    /// <summary>The next symbol; -1 for a code that stands for none.</summary>
    public int Decode(ref BitReader reader)
    {
        var entry = _quick[reader.Peek(QuickBits)];
        if (entry != 0)
        {
            reader.Skip(entry & 15);
            return entry >> 4;
        }

        var window = reader.Peek(Longest);
        int code = 0, first = 0, index = 0;
        for (var length = 1; length <= Longest; length++, window >>= 1)
        {
            code |= window & 1;
            var count = _counts[length];
            if (code - first < count)
            {
                reader.Skip(length);
                return _symbols[index + code - first];
            }

            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }

        return -1;
    }

    private void AddQuick(int symbol, int length, int code)
    {
        if (length > QuickBits)
        {
            return;
        }

        var reversed = 0;
        for (var i = 0; i < length; i++)
        {
            reversed |= ((code >> i) & 1) << (length - 1 - i);
        }

        for (var i = reversed; i < _quick.Length; i += 1 << length)
        {
            _quick[i] = (ushort)((symbol << 4) | length);
        }
    }
}
