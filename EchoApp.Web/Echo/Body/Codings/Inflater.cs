using System.Buffers;

namespace EchoApp.Web.Echo.Body.Codings;

/// <summary>
/// Undoes DEFLATE (RFC 1951). The runtime's own tells neither where the data ends, nor where it is damaged, nor what is wrong with it.
/// </summary>
internal sealed class Inflater : IDisposable
{
    /// <summary>Bytes that are more than the longest head of a block, so that none is begun that has not arrived.</summary>
    public const int Lookahead = 1024;

    public const string EndsTooEarly = "the data ends too early,";

    private const int WindowLength = 1 << 16;
    private const int Mask = WindowLength - 1;
    private const int Reach = 1 << 15;
    private const int LongestMatch = 258;
    private const int EndOfBlock = 256;

    private static readonly HuffmanTable _fixedLengths = Fixed([.. Enumerable.Range(0, 288).Select(i => (byte)(i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8))]);
    private static readonly HuffmanTable _fixedDistances = Fixed([.. Enumerable.Repeat((byte)5, 32)]);

    private byte[] _window = ArrayPool<byte>.Shared.Rent(WindowLength);
    private readonly HuffmanTable _dynamicLengths = new();
    private readonly HuffmanTable _dynamicDistances = new();
    private HuffmanTable? _lengths;
    private HuffmanTable? _distances;
    private ulong _bits;
    private int _bitCount;
    private long _written;
    private long _taken;
    private int _storedLeft;
    private bool _isLastBlock;

    /// <summary>Whether the last block has ended. The input then stands at the first byte after it.</summary>
    public bool IsFinished { get; private set; }

    public int Pending => (int)(_written - _taken);

    private static ReadOnlySpan<byte> CodeLengthOrder => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    private static ReadOnlySpan<ushort> LengthBases => [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];

    private static ReadOnlySpan<byte> LengthBits => [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];

    private static ReadOnlySpan<ushort> DistanceBases =>
        [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];

    public void Restart()
    {
        _lengths = _distances = null;
        _bits = 0;
        _bitCount = _storedLeft = 0;
        _written = _taken = 0;
        _isLastBlock = IsFinished = false;
    }

    /// <summary>Decodes until there is enough to take, more input is needed, or the data has ended.</summary>
    /// <returns>What is wrong with the data, at the last byte taken of the input; null when nothing is.</returns>
    public string? Decode(BufferedInput input)
    {
        var reader = new BitReader(input.Available, _bits, _bitCount);
        string? fault = null;
        while (fault is null && !IsFinished && Pending <= WindowLength - Reach - LongestMatch && (input.IsLast || reader.Left >= Lookahead))
        {
            fault = Step(ref reader);
            if (reader.IsOverrun)
            {
                fault = EndsTooEarly;
            }
        }

        if (IsFinished)
        {
            reader.SkipToByte();
        }

        input.Advance(reader.End(out _bits, out _bitCount));
        return fault;
    }

    public int Take(Span<byte> to)
    {
        var at = (int)_taken & Mask;
        var length = Math.Min(Math.Min(to.Length, Pending), WindowLength - at);
        _window.AsSpan(at, length).CopyTo(to);
        _taken += length;
        return length;
    }

    public void Dispose()
    {
        if (_window.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_window);
            _window = [];
        }
    }

    private static HuffmanTable Fixed(byte[] lengths)
    {
        var table = new HuffmanTable();
        table.TryBuild(lengths);
        return table;
    }

    private string? Step(ref BitReader reader)
    {
        if (_storedLeft > 0)
        {
            return CopyStored(ref reader);
        }

        if (_lengths is not null)
        {
            return DecodeSymbol(ref reader);
        }

        if (_isLastBlock)
        {
            IsFinished = true;
            return null;
        }

        return BeginBlock(ref reader);
    }

    private string? BeginBlock(ref BitReader reader)
    {
        _isLastBlock = reader.Take(1) == 1;
        switch (reader.Take(2))
        {
            case 0:
                reader.SkipToByte();
                _storedLeft = reader.Take(16);
                return _storedLeft == (reader.Take(16) ^ 0xffff) ? null : "a stored block whose two lengths disagree ends";
            case 1:
                (_lengths, _distances) = (_fixedLengths, _fixedDistances);
                return null;
            case 2:
                return ReadTables(ref reader);
            default:
                return "a block of a type that there is not begins before or";
        }
    }

    private string? CopyStored(ref BitReader reader)
    {
        var at = (int)_written & Mask;
        var room = Math.Min(Math.Min(_storedLeft, WindowLength - at), WindowLength - Reach - Pending);
        var length = reader.TakeBytes(_window.AsSpan(at, room));
        _storedLeft -= length;
        _written += length;
        return length > 0 ? null : EndsTooEarly;
    }

    private string? DecodeSymbol(ref BitReader reader)
    {
        reader.Refill();
        var symbol = _lengths!.Decode(ref reader);
        if (symbol is >= 0 and < EndOfBlock)
        {
            if (!reader.IsOverrun)
            {
                _window[(int)_written++ & Mask] = (byte)symbol;
            }

            return null;
        }

        if (symbol == EndOfBlock)
        {
            _lengths = null;
            return null;
        }

        if (symbol < 0 || symbol - EndOfBlock > LengthBases.Length)
        {
            return "a code that stands for nothing is";
        }

        var index = symbol - EndOfBlock - 1;
        var length = LengthBases[index] + reader.Take(LengthBits[index]);
        var distanceSymbol = _distances!.Decode(ref reader);
        if (distanceSymbol < 0 || distanceSymbol >= DistanceBases.Length)
        {
            return "a code that stands for nothing is";
        }

        var distance = DistanceBases[distanceSymbol] + reader.Take(Math.Max(0, (distanceSymbol >> 1) - 1));
        if (reader.IsOverrun)
        {
            return null;
        }

        return distance > _written ? "a reference to before the beginning is" : Copy(length, distance);
    }

    private string? Copy(int length, int distance)
    {
        for (; length > 0; length--, _written++)
        {
            _window[(int)_written & Mask] = _window[(int)(_written - distance) & Mask];
        }

        return null;
    }

    private string? ReadTables(ref BitReader reader)
    {
        var lengthCount = reader.Take(5) + 257;
        var distanceCount = reader.Take(5) + 1;
        var codeCount = reader.Take(4) + 4;
        Span<byte> lengths = stackalloc byte[320];
        for (var i = 0; i < codeCount; i++)
        {
            lengths[CodeLengthOrder[i]] = (byte)reader.Take(3);
        }

        var isTable = _dynamicLengths.TryBuild(lengths[..19]);
        lengths.Clear();
        isTable = isTable && lengthCount <= 286 && distanceCount <= 30
            && TryReadLengths(ref reader, lengths[..(lengthCount + distanceCount)])
            && lengths[EndOfBlock] > 0
            && _dynamicLengths.TryBuild(lengths[..lengthCount])
            && _dynamicDistances.TryBuild(lengths.Slice(lengthCount, distanceCount));
        (_lengths, _distances) = (_dynamicLengths, _dynamicDistances);
        return isTable ? null : "a table of codes that is none ends";
    }

    private bool TryReadLengths(ref BitReader reader, scoped Span<byte> lengths)
    {
        for (var i = 0; i < lengths.Length;)
        {
            reader.Refill();
            var symbol = _dynamicLengths.Decode(ref reader);
            if (symbol is >= 0 and < 16)
            {
                lengths[i++] = (byte)symbol;
                continue;
            }

            var (value, count) = symbol switch
            {
                16 when i > 0 => (lengths[i - 1], 3 + reader.Take(2)),
                17 => ((byte)0, 3 + reader.Take(3)),
                18 => ((byte)0, 11 + reader.Take(7)),
                _ => ((byte)0, int.MaxValue),
            };
            if (count > lengths.Length - i)
            {
                return false;
            }

            lengths.Slice(i, count).Fill(value);
            i += count;
        }

        return true;
    }
}
