using Aspire.Hosting.Docker;
using Aspire.Hosting.Docker.Resources;
using Aspire.Hosting.Docker.Resources.ComposeNodes;
using Aspire.Hosting.Docker.Resources.ServiceNodes;

namespace EchoApp.Publishing.Docker.Publishing;

/// <summary>Puts the services together into a compose file, and lets AppHost.cs change what it wants to.</summary>
internal static class ComposeFileBuilder
{
    public static ComposeFile Build(IEnumerable<(DockerComposeServiceResource Resource, Service Service)> services, DockerComposeEnvironmentResource environment)
    {
        var network = new Network { Name = environment.DefaultNetworkName ?? "aspire", Driver = "bridge" };
        var file = new ComposeFile { Networks = { [network.Name] = network } };
        foreach (var (resource, service) in services)
        {
            foreach (var volume in service.Volumes.Where(mount => mount.Type == ComposeMounts.NamedVolume))
            {
                file.Volumes[volume.Name] = new Volume { Name = volume.Name, Driver = "local" };
            }

            service.Networks = [network.Name];
            foreach (var customization in resource.Target.Annotations.OfType<DockerComposeServiceCustomizationAnnotation>())
            {
                customization.Configure(resource, service);
            }

            file.Services[service.Name] = service;
        }

        environment.ComposeFileCallback?.Invoke(file);
        return file;
    }
}
