using System.Buffers;
using System.IO.Compression;
using System.Threading.Tasks.Sources;

namespace EchoApp.Web.Echo.Body.Codings;

/// <summary>
/// Undoes DEFLATE (RFC 1951) by the runtime's decoder, which does not tell where in its input the data ends or breaks. So it gets
/// only pieces that a second one, which goes ahead, has found to have neither, and the piece that has either byte by byte.
/// </summary>
internal sealed class Inflater : ReadOnlyStream
{
    private const int PieceLength = 1024;

    private readonly BufferedInput _input;
    private readonly PieceStream _piece = new();
    private readonly Task _scouting;
    private readonly DeflateStream _decoder;

    public Inflater(BufferedInput input)
    {
        _input = input;
        _scouting = ScoutAsync(_piece);
        _decoder = new(new Metered(this), CompressionMode.Decompress);
    }

    /// <summary>Whether the input ended before the data did.</summary>
    public bool IsCut { get; private set; }

    /// <returns>0 when the data has ended, or <see cref="IsCut"/>. The input then stands at the first byte after it.</returns>
    /// <exception cref="InvalidDataException">The data is damaged, at the last byte taken of the input.</exception>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _decoder.ReadAsync(buffer, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (!_scouting.IsCompleted)
            {
                _piece.Give(default);
            }

            _decoder.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Runs until the data ends or breaks, and otherwise waits for the next piece.</summary>
    private static async Task ScoutAsync(PieceStream pieces)
    {
        await using var scout = new DeflateStream(pieces, CompressionMode.Decompress);
        var scratch = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            while (await scout.ReadAsync(scratch) > 0)
            {
            }
        }
        catch (InvalidDataException)
        {
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scratch);
        }
    }

    private async ValueTask<int> GiveAsync(Memory<byte> to, CancellationToken cancellationToken)
    {
        await _input.FillAsync(1, cancellationToken);
        var length = Math.Min(Math.Min(_input.Available.Length, to.Length), PieceLength);
        IsCut = length == 0;
        if (!IsCut && !_scouting.IsCompleted)
        {
            _piece.Give(_input.Available[..length]);
        }

        length = _scouting.IsCompleted ? Math.Min(length, 1) : length;
        _input.Available[..length].CopyTo(to.Span);
        _input.Advance(length);
        return length;
    }

    private sealed class Metered(Inflater inflater) : ReadOnlyStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            inflater.GiveAsync(buffer, cancellationToken);
    }

    /// <summary>Whoever reads it goes on within <see cref="Give"/>, and is waiting again when that returns, or done.</summary>
    private sealed class PieceStream : ReadOnlyStream, IValueTaskSource<int>
    {
        private ManualResetValueTaskSourceCore<int> _next;
        private Memory<byte> _to;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _to = buffer;
            return new(this, _next.Version);
        }

        public void Give(ReadOnlySpan<byte> piece)
        {
            piece.CopyTo(_to.Span);
            _next.SetResult(piece.Length);
        }

        public int GetResult(short token)
        {
            var length = _next.GetResult(token);
            _next.Reset();
            return length;
        }

        public ValueTaskSourceStatus GetStatus(short token) => _next.GetStatus(token);

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _next.OnCompleted(continuation, state, token, flags & ~ValueTaskSourceOnCompletedFlags.UseSchedulingContext);
    }
}
