namespace EchoApp.Hosting.Engine.Containers;

/// <summary>Whether there is a container engine that answers; asked once, and again after a failure.</summary>
internal sealed class ContainerRuntime(ContainerCli cli, StaleContainers stale) : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);
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
                await AskAsync(cancellationToken);
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

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_patience);
        try
        {
            var answer = await cli.RunAsync(patience.Token, "container", "ls", "--quiet", "--last", "1");
            if (!answer.Succeeded)
            {
                throw new ContainerRuntimeUnhealthyException(
                    $"The container engine does not answer: {answer.Reason.Split('\n')[^1]} Start it, or see `{cli.Name} info`.");
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ContainerRuntimeUnhealthyException(
                $"The container engine does not answer within {_patience.TotalSeconds} s. Start it, or see `{cli.Name} info`.");
        }
    }
}
