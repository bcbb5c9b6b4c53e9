using Aspire.Hosting;
using EchoApp.Hosting.Builder;

namespace EchoApp.Hosting.Engine.Containers;

/// <summary>The network that the containers of this AppHost share, made when the first of them starts, and removed at the end.</summary>
internal sealed class SessionNetwork(ContainerCli cli, AppHostProject project) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private string? _network;

    /// <exception cref="DistributedApplicationException">The engine refuses to make it.</exception>
    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return _network ??= await CreateAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_network is { } network)
        {
            await cli.RunAsync(CancellationToken.None, "network", "rm", network);
        }

        _turn.Dispose();
    }

    private async Task<string> CreateAsync(CancellationToken cancellationToken)
    {
        var name = $"echoapp-{ContainerLabels.Hash(project.Directory)}-{ContainerLabels.Hash(ContainerLabels.ThisOwner + Guid.NewGuid())}";
        var created = await cli.RunAsync(
            cancellationToken,
            "network", "create",
            "--label", $"{ContainerLabels.AppHost}={ContainerLabels.Hash(project.Directory)}",
            "--label", $"{ContainerLabels.Owner}={ContainerLabels.ThisOwner}",
            name);
        if (!created.Succeeded)
        {
            throw new DistributedApplicationException($"the network of the containers cannot be made: {created.Reason}");
        }

        return name;
    }
}
