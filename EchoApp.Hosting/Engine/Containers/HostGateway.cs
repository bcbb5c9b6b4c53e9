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
internal sealed class HostGateway(ContainerCli cli, SessionNetwork network, EndpointAllocator ports) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<int, (EndpointProxy Forwarder, int Port)> _forwarders = [];
    private IPAddress? _address;
    private bool _asked;

    /// <summary>Sees to it that containers reach the endpoint of a process of this machine.</summary>
    /// <returns>The port at which they reach it under the <see cref="HostName"/>.</returns>
    public async Task<int> OpenAsync(EndpointReference endpoint, CancellationToken cancellationToken)
    {
        var annotation = endpoint.EndpointAnnotation;

        // A process without a proxy may want its port on every address of this machine: the forwarder must not take it away.
        return annotation.Protocol != ProtocolType.Tcp ? endpoint.Port : await OpenAsync(
            endpoint.Port,
            address => annotation.IsProxied && FreePorts.IsFree(address, endpoint.Port) ? endpoint.Port : ports.StablePort(endpoint.Resource, annotation, address),
            cancellationToken);
    }

    /// <summary>The same for a TCP port that this process itself listens on already.</summary>
    public Task<int> OpenAsync(int port, CancellationToken cancellationToken) =>
        OpenAsync(port, address => FreePorts.IsFree(address, port) ? port : FreePorts.Next(address), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var (forwarder, _) in _forwarders.Values)
        {
            await forwarder.DisposeAsync();
        }

        _turn.Dispose();
    }

    private async Task<int> OpenAsync(int target, Func<IPAddress, int> choose, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (!_forwarders.TryGetValue(target, out var open))
            {
                if (await AddressAsync(cancellationToken) is not { } address)
                {
                    return target;
                }

                var port = choose(address);
                open = (new EndpointProxy([address], port), port);
                open.Forwarder.Targets.Add(new ProxyTarget(target, () => true));
                _forwarders.Add(target, open);
            }

            return open.Port;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<IPAddress?> AddressAsync(CancellationToken cancellationToken)
    {
        if (_asked)
        {
            return _address;
        }

        try
        {
            _address = cli.IsPodman ? await OfPodmanAsync(cancellationToken) : await OfDockerAsync(cancellationToken);
            _asked = true;
        }
        catch (ContainerRuntimeUnhealthyException)
        {
            // The launcher is about to say so.
        }

        return _address;
    }

    // The address is that of docker's own bridge, whatever network the container is in. One that is not this machine's is that of a virtual one.
    private async Task<IPAddress?> OfDockerAsync(CancellationToken cancellationToken)
    {
        var gateway = await GatewayAsync("bridge", "{{range .IPAM.Config}}{{.Gateway}} {{end}}", cancellationToken);
        var own = NetworkInterface.GetAllNetworkInterfaces().SelectMany(card => card.GetIPProperties().UnicastAddresses).Select(address => address.Address);
        return own.Contains(gateway) ? gateway : null;
    }

    // The address is that of the container's network, and this machine has it only once the first container is in there.
    private async Task<IPAddress?> OfPodmanAsync(CancellationToken cancellationToken) => OperatingSystem.IsLinux()
        ? await GatewayAsync(await network.GetAsync(cancellationToken), "{{range .Subnets}}{{.Gateway}} {{end}}", cancellationToken)
        : null;

    private async Task<IPAddress?> GatewayAsync(string inspected, string format, CancellationToken cancellationToken)
    {
        var answer = await cli.RunAsync(cancellationToken, "network", "inspect", "--format", format, inspected);
        return answer.Succeeded && IPAddress.TryParse(answer.Output.Split(' ')[0], out var gateway) ? gateway : null;
    }
}
