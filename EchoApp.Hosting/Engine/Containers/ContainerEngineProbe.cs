namespace EchoApp.Hosting.Engine.Containers;

/// <summary>Asks whether there is a container engine that answers.</summary>
internal sealed class ContainerEngineProbe(ContainerCli cli)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    /// <summary>Whether the command is podman's, by its name.</summary>
    public bool IsPodman => Path.GetFileName(cli.Name).StartsWith("podman", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="ContainerRuntimeUnhealthyException">There is none, or it does not answer.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
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
