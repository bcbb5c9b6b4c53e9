namespace EchoApp.Hosting.Engine.Containers;

/// <summary>Whether there is a container engine that answers; asked once, and again after a failure.</summary>
internal sealed class ContainerRuntime(ContainerEngineProbe probe, StaleContainers stale) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _answered;

    /// <summary>Returns when the engine answers and the leavings of killed AppHosts are gone.</summary>
    /// <exception cref="ContainerRuntimeUnhealthyException">There is none, or it does not answer.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (!_answered)
            {
                await probe.EnsureAsync(cancellationToken);
                await stale.RemoveAsync(cancellationToken);
                _answered = true;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
