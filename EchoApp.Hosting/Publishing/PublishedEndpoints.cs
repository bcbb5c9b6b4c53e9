using Aspire.Hosting.ApplicationModel;
using static EchoApp.Hosting.Publishing.PublishedPortOrigin;

namespace EchoApp.Hosting.Publishing;

/// <summary>Settles the ports of endpoints by Aspire's rules, one resource after the other: what is not declared is given out from 8000 on.</summary>
internal sealed class PublishedEndpoints
{
    private readonly HashSet<int> _used = [];
    private int _next = 8000;

    public IReadOnlyList<PublishedEndpoint> Of(IResource resource)
    {
        var settled = new List<PublishedEndpoint>();
        var schemes = new HashSet<string>();
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            var target = Target(resource, endpoint, isFirst: schemes.Add(endpoint.UriScheme));
            var exposed = Exposed(endpoint, target.Value);
            _used.UnionWith(new[] { target.Value, exposed.Value }.OfType<int>());
            settled.Add(new PublishedEndpoint(endpoint, target, exposed));
        }

        return settled;
    }

    private PublishedPort Target(IResource resource, EndpointAnnotation endpoint, bool isFirst) => resource switch
    {
        _ when endpoint.TargetPort is { } declared => new(declared, Explicit),
        ContainerResource when endpoint.Port is { } port => new(port, Implicit),

        // A project's first one of a scheme gets the port that its image is deployed with.
        ProjectResource when isFirst && endpoint.UriScheme is ("http" or "https") => new(null, None),
        _ => new(Allocate(), Allocated),
    };

    private PublishedPort Exposed(EndpointAnnotation endpoint, int? target) => (endpoint.UriScheme, endpoint.Port, target) switch
    {
        (_, { } port, not null) => new(port, Explicit),
        (_, null, { } same) => new(same, Implicit),
        ("http" or "https", null, null) => new(null, None),
        _ => new(Allocate(), Allocated),
    };

    private int Allocate()
    {
        while (_used.Contains(_next))
        {
            _next++;
        }

        return _next;
    }
}
