using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Publishing.Docker.Publishing;

/// <summary>An endpoint of a service.</summary>
/// <param name="Scheme">The scheme of its URL.</param>
/// <param name="Host">The service's name, by which others reach it.</param>
/// <param name="Port">What it listens on: a number, or a placeholder.</param>
/// <param name="HostPort">The port of the host, where one was declared.</param>
/// <param name="Protocol">TCP or UDP.</param>
/// <param name="IsExternal">Whether callers from outside may reach it.</param>
internal sealed record ComposeEndpoint(string Scheme, string Host, string Port, int? HostPort, ProtocolType Protocol, bool IsExternal)
{
    /// <summary>As it stands under <c>ports</c> or <c>expose</c>.</summary>
    public string Mapping => (IsExternal && HostPort is not null ? $"{HostPort}:{Port}" : Port) + (Protocol == ProtocolType.Udp ? "/udp" : "");

    public string Value(EndpointProperty property) => property switch
    {
        EndpointProperty.Url => $"{Scheme}://{Host}:{Port}",
        EndpointProperty.Host or EndpointProperty.IPV4Host => Host,
        EndpointProperty.Port or EndpointProperty.TargetPort => Port,
        EndpointProperty.HostAndPort => $"{Host}:{Port}",
        EndpointProperty.Scheme => Scheme,
        _ => throw new InvalidOperationException($"'{property}' is not a property of an endpoint."),
    };
}
