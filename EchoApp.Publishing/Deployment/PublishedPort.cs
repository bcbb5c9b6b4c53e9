using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Publishing.Engine;

namespace EchoApp.Publishing.Deployment;

/// <summary>The ports of this machine that a deployment asks for.</summary>
internal static class PublishedPort
{
    /// <summary>Those that endpoints are to have and others hold.</summary>
    /// <param name="model">The endpoints.</param>
    /// <param name="held">The ports that an earlier deployment of the same application holds.</param>
    public static IEnumerable<int> FindTaken(DistributedApplicationModel model, IReadOnlyCollection<int> held) =>
        Endpoints(model).Select(pair => pair.Endpoint.Port!.Value).Distinct().Where(port => !held.Contains(port) && TcpPort.IsTaken(IPAddress.Any, port));

    public static DistributedApplicationException Taken(int port, DistributedApplicationModel model)
    {
        var (resource, endpoint) = Endpoints(model).FirstOrDefault(pair => pair.Endpoint.Port == port);
        var wanted = endpoint is null ? "" : $", which the endpoint '{endpoint.Name}' of '{resource.Name}' is to have,";
        return new DistributedApplicationException(
            $"Port {port}{wanted} is taken on this machine. Stop what listens there (a container: `docker ps --filter publish={port}`), or give the endpoint another port.");
    }

    private static IEnumerable<(IResource Resource, EndpointAnnotation Endpoint)> Endpoints(DistributedApplicationModel model) =>
        model.GetComputeResources().SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>()
            .Where(endpoint => endpoint is { IsExternal: true, Port: > 0, Protocol: ProtocolType.Tcp })
            .Select(endpoint => (resource, endpoint)));
}
