namespace EchoApp.Web.Echo.Body;

/// <summary>One content coding undone, within the limits on length and on ratio to what was received.</summary>
internal sealed class DecodedStream(Stream decoder, MeasuredStream received, EchoOptions options) : ReadOnlyStream
{
    private const int RatioFree = 1024 * 1024;

    private long _count;

    /// <exception cref="DecodeLimitException">Too much came out.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await decoder.ReadAsync(buffer, cancellationToken);
        _count += read;
        if (_count > options.MaxDecodedLength)
        {
            throw new DecodeLimitException($"it decodes to more than {options.MaxDecodedLength} bytes (Echo:MaxDecodedLength)");
        }

        if (_count > RatioFree && _count / options.MaxDecodedRatio > received.Count)
        {
            throw new DecodeLimitException($"it decodes to more than {options.MaxDecodedRatio} times its length (Echo:MaxDecodedRatio)");
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        decoder.Dispose();
        base.Dispose(disposing);
    }
}
