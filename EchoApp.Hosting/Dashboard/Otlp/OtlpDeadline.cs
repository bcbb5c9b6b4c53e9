namespace EchoApp.Hosting.Dashboard.Otlp;

/// <summary>Cancelled when the sender leaves, and when it has taken too long.</summary>
internal sealed class OtlpDeadline : IDisposable
{
    private readonly CancellationTokenSource _timeout;
    private readonly CancellationTokenSource _linked;

    public OtlpDeadline(TimeSpan timeout, TimeProvider time, CancellationToken aborted)
    {
        _timeout = new CancellationTokenSource(timeout, time);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(_timeout.Token, aborted);
    }

    public CancellationToken Token => _linked.Token;

    public void Dispose()
    {
        _linked.Dispose();
        _timeout.Dispose();
    }
}
