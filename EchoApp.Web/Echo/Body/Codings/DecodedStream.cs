namespace EchoApp.Web.Echo.Body.Codings;

/// <summary>One content coding undone, within the limits on length and on ratio to what was received.</summary>
internal sealed class DecodedStream(Stream decoder, CodingPlace place, DecodedStream? inner, MeasuredStream received, EchoOptions options) : ReadOnlyStream
{
    private const int RatioFree = 1024 * 1024;

    private long _count;

    /// <exception cref="UndecodableException">The data is not what it should be, or too much came out.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
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

    protected override void Dispose(bool disposing)
    {
        decoder.Dispose();
        inner?.Dispose();
        base.Dispose(disposing);
    }
}
