namespace EchoApp.Web.Echo.Body.Codings;

/// <summary>Ends where its source cannot be decoded further, so that all that comes before is still looked at.</summary>
internal sealed class EndingStream(Stream source) : ReadOnlyStream
{
    private UndecodableException? _fault;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return _fault is null ? await source.ReadAsync(buffer, cancellationToken) : 0;
        }
        catch (UndecodableException exception)
        {
            _fault = exception;
            return 0;
        }
    }

    /// <exception cref="UndecodableException">It ended before its time.</exception>
    public void ThrowIfBroken()
    {
        if (_fault is not null)
        {
            throw new UndecodableException(_fault.Reason);
        }
    }
}
