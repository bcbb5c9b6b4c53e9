using EchoApp.Web.Memory;

namespace EchoApp.Web.Echo.Body.Codings;

/// <summary>One content coding undone, within the limits on length and on ratio to what was received.</summary>
internal sealed class DecodedStream(
    Stream decoder, CodingPlace place, DecodedStream? inner, MeasuredStream received, EchoOptions options, RequestHold hold) : ReadOnlyStream
{
    private const int RatioFree = 1024 * 1024;

    /// <summary>What a decoder takes from its beginning on, its input included; that of DEFLATE is two.</summary>
    private const int LeastCost = 128 * 1024;

    /// <summary>The window of brotli, the widest of all (RFC 7932 section 9.1). It fills with what comes out.</summary>
    private const int WidestWindow = 16 * 1024 * 1024;

    private long _count;
    private long _held;

    /// <exception cref="UndecodableException">The data is not what it should be, or too much came out.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Hold();
        var read = await decoder.ReadAsync(buffer, cancellationToken);
        _count += read;
        if (_count > options.MaxDecodedLength)
        {
            throw place.TooLong($"it decodes to more than {options.MaxDecodedLength} bytes (Echo:MaxDecodedLength)");
        }

        if (_count > RatioFree && _count / options.MaxDecodedRatio > received.Count)
        {
            throw place.TooLong($"it decodes to more than {options.MaxDecodedRatio} times its length (Echo:MaxDecodedRatio)");
        }

        return read;
    }

    private void Hold()
    {
        while (_held == 0 || (_held < WidestWindow && _held - LeastCost < _count))
        {
            if (!hold.TryTake(LeastCost))
            {
                throw place.TooLong($"memory is short ({EchoOptions.Section}:{nameof(EchoOptions.MemoryBudget)})");
            }

            _held += LeastCost;
        }
    }

    protected override void Dispose(bool disposing)
    {
        decoder.Dispose();
        inner?.Dispose();
        base.Dispose(disposing);
    }
}
