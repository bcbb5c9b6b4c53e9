using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine.Endpoints;

namespace EchoApp.Hosting.Engine.Containers;

/// <summary>
/// How containers reach what listens on this machine's loopback: by a name of their own for the machine, whose address, where it is one of
/// the machine's own, gets a forwarder for each port that a container was told of. An engine in a virtual machine needs no forwarder.
/// </summary>
internal sealed class HostGateway(ContainerCli cli, EndpointAllocator ports) : IAsyncDisposable
{
    /// <summary>The name under which containers know the machine that the AppHost runs on.</summary>
    public const string HostName = "host.docker.internal";

    /// <summary>The option that makes the name known; the engine itself knows the address.</summary>
    public const string HostEntry = HostName + ":host-gateway";

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<int, (EndpointProxy Forwarder, int Port)> _forwarders = [];
    private IPAddress? _address;
    private bool _asked;

    /// <summary>Sees to it that containers reach the endpoint of a process of this machine.</summary>
    /// <returns>The port at which they reach it under <see cref="HostName"/>.</returns>
    public async Task<int> OpenAsync(EndpointReference endpoint, CancellationToken cancellationToken)
    {
        var annotation = endpoint.EndpointAnnotation;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (!_forwarders.TryGetValue(endpoint.Port, out var open))
            {
                if (annotation.Protocol != ProtocolType.Tcp || await AddressAsync(cancellationToken) is not { } address)
                {
                    return endpoint.Port;
                }

                // A process without a proxy may want its port on every address of this machine: the forwarder must not take it away.
                var port = annotation.IsProxied && FreePorts.IsFree(address, endpoint.Port) ? endpoint.Port : ports.StablePort(endpoint.Resource, annotation, address);
                open = (new EndpointProxy([address], port), port);
                open.Forwarder.Targets.Add(new ProxyTarget(endpoint.Port, () => true));
                _forwarders.Add(endpoint.Port, open);
            }

            return open.Port;
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (forwarder, _) in _forwarders.Values)
        {
            await forwarder.DisposeAsync();
        }

        _turn.Dispose();
    }

    private async Task<IPAddress?> AddressAsync(CancellationToken cancellationToken)
    {
        if (_asked)
        {
            return _address;
        }

        try
        {
            var inspected = await cli.RunAsync(cancellationToken, "network", "inspect", "--format", "{{range .IPAM.Config}}{{.Gateway}} {{end}}", "bridge");
            var own = NetworkInterface.GetAllNetworkInterfaces().SelectMany(card => card.GetIPProperties().UnicastAddresses).Select(address => address.Address);
            _asked = inspected.Succeeded;
            _address = inspected.Succeeded && IPAddress.TryParse(inspected.Output.Split(' ')[0], out var gateway) && own.Contains(gateway) ? gateway : null;
        }
        catch (ContainerRuntimeUnhealthyException)
        {
            // The launcher is about to say so.
        }

        return _address;
    }
}
