using System.Net;
using System.Net.NetworkInformation;
using EchoApp.Hosting.Engine.Endpoints;

namespace EchoApp.Hosting.Engine.Containers;

/// <summary>
/// How containers reach what listens on this machine's loopback: by a name of their own for the machine, whose address, where it is one of
/// the machine's own, gets a forwarder for each port that a container was told of. An engine in a virtual machine needs no forwarder.
/// </summary>
internal sealed class HostGateway(ContainerCli cli) : IAsyncDisposable
{
    /// <summary>The name under which containers know the machine that the AppHost runs on.</summary>
    public const string HostName = "host.docker.internal";

    /// <summary>The option that makes the name known; the engine itself knows the address.</summary>
    public const string HostEntry = HostName + ":host-gateway";

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<int, EndpointProxy> _forwarders = [];
    private Task<IPAddress?>? _address;

    /// <summary>Sees to it that a container which connects to the port of <see cref="HostName"/> reaches the loopback's.</summary>
    public async Task OpenAsync(int port, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            _address ??= AddressAsync(cancellationToken);
            if (!_forwarders.ContainsKey(port) && await _address is { } address)
            {
                _forwarders.Add(port, new EndpointProxy([address], port, [port]));
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var forwarder in _forwarders.Values)
        {
            await forwarder.DisposeAsync();
        }

        _turn.Dispose();
    }

    private async Task<IPAddress?> AddressAsync(CancellationToken cancellationToken)
    {
        var inspected = await cli.RunAsync(cancellationToken, "network", "inspect", "--format", "{{range .IPAM.Config}}{{.Gateway}} {{end}}", "bridge");
        var own = NetworkInterface.GetAllNetworkInterfaces().SelectMany(card => card.GetIPProperties().UnicastAddresses).Select(address => address.Address);
        return inspected.Succeeded && IPAddress.TryParse(inspected.Output.Split(' ')[0], out var gateway) && own.Contains(gateway) ? gateway : null;
    }
}
