using Aspire.Hosting;
using EchoApp.Hosting.Builder;
using EchoApp.Hosting.Engine.Processes;

namespace EchoApp.Hosting.Engine.Containers;

/// <summary>The network that the containers of this AppHost share, made when the first of them starts, and removed at the end.</summary>
internal sealed class SessionNetwork(ContainerCli cli, AppHostProject project, Watchdog watchdog) : IAsyncDisposable
{
    /// <summary>What the names of these networks begin with.</summary>
    public const string Prefix = "echoapp-";

    private readonly SemaphoreSlim _turn = new(1, 1);
    private string? _network;

    /// <exception cref="DistributedApplicationException">The engine refuses to make it.</exception>
    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return _network ??= await CreateAsync();
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
            await RemoveAsync(cli, network);
            watchdog.ForgetNetwork(cli.Name, network);
        }

        _turn.Dispose();
    }

    /// <summary>Removes a network, also when persistent containers are in it.</summary>
    public static async Task RemoveAsync(ContainerCli cli, string network)
    {
        var guests = await cli.RunAsync(CancellationToken.None, "container", "ls", "--all", "--filter", $"network={network}", "--format", "{{.Names}}");
        foreach (var guest in guests.Succeeded ? guests.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries) : [])
        {
            await cli.RunAsync(CancellationToken.None, "network", "disconnect", "--force", network, guest);
        }

        await cli.RunAsync(CancellationToken.None, "network", "rm", network);
    }

    // Not to be cancelled: the engine would make it all the same, and nobody would know its name.
    private async Task<string> CreateAsync()
    {
        var name = $"{Prefix}{ContainerLabels.Hash(project.Directory)}-{ContainerLabels.Hash(ContainerLabels.ThisOwner + Guid.NewGuid())}";
        watchdog.WatchNetwork(cli.Name, name);
        var created = await cli.RunAsync(
            CancellationToken.None,
            "network", "create",
            "--label", $"{ContainerLabels.AppHost}={ContainerLabels.Hash(project.Directory)}",
            "--label", $"{ContainerLabels.Owner}={ContainerLabels.ThisOwner}",
            name);
        if (!created.Succeeded)
        {
            watchdog.ForgetNetwork(cli.Name, name);
            throw new DistributedApplicationException($"the network of the containers cannot be made: {created.Reason}");
        }

        return name;
    }
}
