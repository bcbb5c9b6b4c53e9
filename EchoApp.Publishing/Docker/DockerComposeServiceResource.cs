using Aspire.Hosting.ApplicationModel;
using EchoApp.Publishing.Docker.Publishing;

namespace Aspire.Hosting.Docker;

/// <summary>A resource as a service of a compose file.</summary>
public class DockerComposeServiceResource(string name, IResource resource, DockerComposeEnvironmentResource composeEnvironmentResource)
    : Resource(name), IResourceWithParent<DockerComposeEnvironmentResource>
{
    public DockerComposeEnvironmentResource Parent { get; } = composeEnvironmentResource;

    internal IResource Target { get; } = resource;

    /// <summary>By name, as other services and callers from outside reach them.</summary>
    internal Dictionary<string, ComposeEndpoint> Endpoints { get; } = new(StringComparer.OrdinalIgnoreCase);
}
