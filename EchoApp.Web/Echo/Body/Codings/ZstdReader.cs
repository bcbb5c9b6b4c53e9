using System.Buffers;
using System.Buffers.Binary;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace EchoApp.Web.Echo.Body.Codings;

/// <summary>
/// Undoes zstd (RFC 8878), of any number of frames, with the window of 8 MiB at most that the content coding allows (RFC 9659). The
/// decoder gets a piece of a frame at a time, since it tells neither where frames end nor what is wrong.
/// </summary>
internal sealed class ZstdReader(Stream source, CodingPlace place) : ReadOnlyStream
{
    private const int LargestWindowLog = 23;
    private const int LongestBlock = 128 * 1024;
    private const uint Magic = 0xfd2fb528;
    private const uint FirstSkippableMagic = 0x184d2a50;

    private readonly BufferedInput _input = new(source, 16 * 1024);
    private readonly Decompressor _decoder = Decoder();
    private ZstdPiece _piece = ZstdPiece.Frame;
    private ZstdFrame _frame;
    private string? _fault;
    private int _left;
    private bool _hasBegun;
    private bool _hasMore;

    /// <exception cref="UndecodableException">The data is not what it should be.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty && _piece != ZstdPiece.End)
        {
            if (_fault is not null)
            {
                throw place.Broken(_fault, _input.Position);
            }

            if (_left == 0 && !_hasMore)
            {
                await BeginPieceAsync(cancellationToken);
                continue;
            }

            await NeedAsync(Math.Min(_left, 1), cancellationToken);
            var written = Decode(buffer.Span);
            if (written > 0)
            {
                return written;
            }
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        _input.Dispose();
        _decoder.Dispose();
        base.Dispose(disposing);
    }

    private static Decompressor Decoder()
    {
        var decoder = new Decompressor();
        decoder.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, LargestWindowLog);
        return decoder;
    }

    private int Decode(Span<byte> to)
    {
        var given = _input.Available[..Math.Min(_left, _input.Available.Length)];
        var status = _decoder.UnwrapStream(given, to, out var consumed, out var written);
        _input.Advance(consumed);
        _left -= consumed;
        _hasMore = written == to.Length;
        if (status == OperationStatus.InvalidData || (consumed == 0 && written == 0 && !given.IsEmpty))
        {
            _fault = _piece == ZstdPiece.Checksum ? "the data's checksum (XXH64) is not the one that is said" : "the data is damaged in the block that ends or goes on";
        }

        return written;
    }

    private ValueTask BeginPieceAsync(CancellationToken cancellationToken) => _piece switch
    {
        ZstdPiece.Frame or ZstdPiece.Checksum => BeginFrameAsync(cancellationToken),
        ZstdPiece.LastBlock when !_frame.HasChecksum => BeginFrameAsync(cancellationToken),
        ZstdPiece.LastBlock => BeginChecksumAsync(),
        _ => BeginBlockAsync(cancellationToken),
    };

    private async ValueTask BeginFrameAsync(CancellationToken cancellationToken)
    {
        await _input.FillAsync(ZstdFrame.LongestHead, cancellationToken);
        if (!BinaryPrimitives.TryReadUInt32LittleEndian(_input.Available, out var magic) || (magic != Magic && (magic & ~15u) != FirstSkippableMagic))
        {
            await EndAsync(cancellationToken);
            return;
        }

        _hasBegun = true;
        _piece = ZstdPiece.Frame;
        if (magic != Magic)
        {
            await SkipFrameAsync(cancellationToken);
            return;
        }

        _frame = ZstdFrame.Read(_input.Available) ?? throw (_input.Available.Length < ZstdFrame.LongestHead && _input.IsLast
            ? place.EndsTooEarly(_input.Position + _input.Available.Length)
            : place.Broken("a frame uses what is reserved,", _input.Position + 4));
        if (_frame.Window > 1 << LargestWindowLog)
        {
            throw place.Broken("the data needs a window of more than 8 MiB (RFC 9659), in the frame", _input.Position);
        }

        if (_frame.NeedsDictionary)
        {
            throw place.Broken("the data needs a dictionary, which HTTP has no way to send, in the frame", _input.Position);
        }

        (_piece, _left) = (ZstdPiece.Head, _frame.Length);
    }

    private async ValueTask EndAsync(CancellationToken cancellationToken)
    {
        if (!_hasBegun)
        {
            throw _input.Available.Length < 4
                ? place.EndsTooEarly(_input.Available.Length)
                : place.Broken("zstd data begins with the bytes 28 b5 2f fd, and this does not,", 0);
        }

        _piece = ZstdPiece.End;
        await place.EndAsync(_input, cancellationToken);
    }

    private async ValueTask SkipFrameAsync(CancellationToken cancellationToken)
    {
        await NeedAsync(8, cancellationToken);
        var left = 8L + BinaryPrimitives.ReadUInt32LittleEndian(_input.Available[4..]);
        while (left > 0)
        {
            await NeedAsync(1, cancellationToken);
            var skipped = (int)Math.Min(left, _input.Available.Length);
            _input.Advance(skipped);
            left -= skipped;
        }
    }

    private async ValueTask BeginBlockAsync(CancellationToken cancellationToken)
    {
        await NeedAsync(3, cancellationToken);
        var head = _input.Available[0] | (_input.Available[1] << 8) | (_input.Available[2] << 16);
        var (type, length) = ((head >> 1) & 3, head >> 3);
        if (type == 3 || length > LongestBlock)
        {
            throw place.Broken("a block of a type or a length that there is not begins", _input.Position);
        }

        _piece = (head & 1) == 0 ? ZstdPiece.Block : ZstdPiece.LastBlock;
        _left = 3 + (type == 1 ? 1 : length);
    }

    private ValueTask BeginChecksumAsync()
    {
        (_piece, _left) = (ZstdPiece.Checksum, 4);
        return ValueTask.CompletedTask;
    }

    private async ValueTask NeedAsync(int count, CancellationToken cancellationToken)
    {
        await _input.FillAsync(count, cancellationToken);
        if (_input.Available.Length < count)
        {
            throw place.EndsTooEarly(_input.Position + _input.Available.Length);
        }
    }
}
