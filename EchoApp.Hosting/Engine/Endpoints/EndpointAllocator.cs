using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Builder;
using EchoApp.Hosting.Engine.Containers;
using Microsoft.Extensions.Configuration;

namespace EchoApp.Hosting.Engine.Endpoints;

/// <summary>Gives every endpoint its ports: declared ones must be free, the others are chosen.</summary>
internal sealed class EndpointAllocator(AppHostProject project, IConfiguration configuration)
{
    private const int FirstStablePort = 20_000;
    private const int StablePorts = 10_000;

    private readonly HashSet<int> _taken = [];

    // So that the same application can run many times side by side, as in tests.
    private readonly bool _randomizePorts = configuration.GetValue<bool>("DcpPublisher:RandomizePorts");

    /// <summary>Chooses the ports at which callers reach the endpoints, and writes them to the endpoints.</summary>
    /// <exception cref="DistributedApplicationException">Declared ports are in use, or declared twice; the message names all of them.</exception>
    public void AllocatePublicPorts(DistributedApplicationModel model)
    {
        var endpoints = model.Resources.SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => (resource, endpoint))).ToArray();
        var declared = endpoints.SelectMany(each => Declared(each.resource, each.endpoint)).ToArray();
        var problems = Duplicates(declared).Concat(declared.Select(InUse).OfType<string>()).Distinct().ToArray();
        if (problems.Length > 0)
        {
            throw new DistributedApplicationException(string.Join(Environment.NewLine, problems));
        }

        _taken.UnionWith(endpoints.SelectMany(each => new[] { each.endpoint.Port, each.endpoint.TargetPort }).OfType<int>());
        foreach (var (resource, endpoint) in endpoints)
        {
            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, endpoint.TargetHost, PublicPort(resource, endpoint));
        }
    }

    /// <summary>The ports that one instance listens on: endpoint name → port. Without a proxy they are the public ones.</summary>
    public IReadOnlyDictionary<string, int> TargetPorts(IResource resource) => resource.Annotations.OfType<EndpointAnnotation>().ToDictionary(
        endpoint => endpoint.Name,
        endpoint => endpoint.IsProxied || resource.IsContainer() ? endpoint.TargetPort ?? Free(endpoint.Protocol) : endpoint.AllocatedEndpoint!.Port,
        StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// A port that is the same in every run: with another one each run would have to make a persistent container anew. Such a container may
    /// well hold it already.
    /// </summary>
    /// <param name="resource">The resource.</param>
    /// <param name="endpoint">Its endpoint.</param>
    /// <param name="address">Where the port must be free; null where it need not be.</param>
    public int StablePort(IResource resource, EndpointAnnotation endpoint, IPAddress? address = null)
    {
        var port = Convert.ToUInt32(ContainerLabels.Hash($"{project.Directory}/{resource.Name}/{endpoint.Name}"), 16) % StablePorts;
        while (_taken.Contains(FirstStablePort + (int)port) || (address is not null && !FreePorts.IsFree(address, FirstStablePort + (int)port)))
        {
            port = (port + 1) % StablePorts;
        }

        _taken.Add(FirstStablePort + (int)port);
        return FirstStablePort + (int)port;
    }

    // Without a proxy the two ports of an endpoint are one; the target port of a container is not one of this machine's.
    private IEnumerable<(int Port, ProtocolType Protocol, string Owner)> Declared(IResource resource, EndpointAnnotation endpoint) =>
        (resource.IsContainer() ? [IsPersistent(resource) ? null : Wanted(resource, endpoint)] : new[] { Wanted(resource, endpoint), endpoint.TargetPort })
            .OfType<int>().Distinct().Select(port => (port, endpoint.Protocol, $"endpoint '{endpoint.Name}' of '{resource.Name}'"));

    private int? Wanted(IResource resource, EndpointAnnotation endpoint) =>
        _randomizePorts && endpoint.IsProxied ? null : resource.IsContainer() ? endpoint.SpecifiedPort : endpoint.Port;

    private static bool IsPersistent(IResource resource) =>
        resource.TryGetLastAnnotation<ContainerLifetimeAnnotation>(out var lifetime) && lifetime.Lifetime == ContainerLifetime.Persistent;

    private static IEnumerable<string> Duplicates((int Port, ProtocolType Protocol, string Owner)[] declared) => declared
        .GroupBy(each => (each.Port, each.Protocol)).Where(group => group.Count() > 1)
        .Select(group => string.Create(CultureInfo.InvariantCulture, $"Port {group.Key.Port} is declared by ")
            + string.Join(" and by ", group.Select(each => each.Owner)) + ". Give each a port of its own.");

    private static string? InUse((int Port, ProtocolType Protocol, string Owner) declared)
    {
        if (FreePorts.IsFree(declared.Port, declared.Protocol))
        {
            return null;
        }

        var user = declared.Protocol == ProtocolType.Tcp ? PortOwner.Find(declared.Port) : null;
        return string.Create(CultureInfo.InvariantCulture, $"Port {declared.Port}, declared by {declared.Owner}, is in use")
            + (user is null ? "" : $" by {user}") + ". Stop what uses it, or declare another port.";
    }

    private int PublicPort(IResource resource, EndpointAnnotation endpoint) =>
        Wanted(resource, endpoint) ?? (IsPersistent(resource) ? StablePort(resource, endpoint) : Free(endpoint.Protocol));

    private int Free(ProtocolType protocol)
    {
        var port = FreePorts.Next(_taken, protocol);
        _taken.Add(port);
        return port;
    }
}
