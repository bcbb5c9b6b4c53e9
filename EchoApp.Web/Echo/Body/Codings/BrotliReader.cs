using System.Buffers;
using System.IO.Compression;

namespace EchoApp.Web.Echo.Body.Codings;

/// <summary>Undoes brotli (RFC 7932), whose window is at most 16 MiB.</summary>
internal sealed class BrotliReader(Stream source, CodingPlace place) : ReadOnlyStream
{
    private readonly BufferedInput _input = new(source, 16 * 1024);
    private BrotliDecoder _decoder;
    private bool _isFinished;

    /// <exception cref="UndecodableException">The data is not what it should be.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty && !_isFinished)
        {
            var status = _decoder.Decompress(_input.Available, buffer.Span, out var consumed, out var written);
            _input.Advance(consumed);
            if (status == OperationStatus.Done)
            {
                _isFinished = true;
                await place.EndAsync(_input, cancellationToken);
            }

            if (written > 0)
            {
                return written;
            }

            if (status == OperationStatus.InvalidData)
            {
                throw place.Broken("this is no brotli data, or it is damaged,", _input.Position);
            }

            if (status == OperationStatus.NeedMoreData)
            {
                await FillAsync(cancellationToken);
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

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        var had = _input.Available.Length;
        await _input.FillAsync(had + 1, cancellationToken);
        if (_input.Available.Length == had)
        {
            throw place.EndsTooEarly(_input.Position + had);
        }
    }
}
