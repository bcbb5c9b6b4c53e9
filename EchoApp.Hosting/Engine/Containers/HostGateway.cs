using System.Net;
using System.Net.NetworkInformation;

namespace EchoApp.Hosting.Engine.Containers;

/// <summary>How containers reach this machine: by a name of their own for it.</summary>
internal sealed class HostGateway(ContainerCli cli)
{
    /// <summary>The name under which containers know the machine that the AppHost runs on.</summary>
    public const string HostName = "host.docker.internal";

    /// <summary>The option that makes the name known; the engine itself knows the address.</summary>
    public const string HostEntry = HostName + ":host-gateway";

    /// <summary>
    /// The address behind the name, if it is one of this machine's own, as with an engine that runs here; null where the engine runs in a
    /// virtual machine, which carries connections to this machine's loopback by itself.
    /// </summary>
    public async Task<IPAddress?> AddressAsync(CancellationToken cancellationToken)
    {
        var inspected = await cli.RunAsync(cancellationToken, "network", "inspect", "--format", "{{range .IPAM.Config}}{{.Gateway}} {{end}}", "bridge");
        var own = NetworkInterface.GetAllNetworkInterfaces().SelectMany(card => card.GetIPProperties().UnicastAddresses).Select(address => address.Address);
        return inspected.Succeeded && IPAddress.TryParse(inspected.Output.Split(' ')[0], out var gateway) && own.Contains(gateway) ? gateway : null;
    }
}
