using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Docker.Resources;
using Aspire.Hosting.Docker.Resources.ComposeNodes;
using Aspire.Hosting.Docker.Resources.ServiceNodes;

namespace EchoApp.Publishing.Docker.Publishing;

/// <summary>Puts the services together into a compose file, and lets AppHost.cs change what it wants to.</summary>
internal static class ComposeFileBuilder
{
    public static ComposeFile Build(IReadOnlyList<ComposeServiceSpec> specs, DockerComposeEnvironmentResource environment)
    {
        var network = new Network { Name = environment.DefaultNetworkName ?? "aspire", Driver = "bridge" };
        var file = new ComposeFile { Networks = { [network.Name] = network } };
        foreach (var spec in specs)
        {
            foreach (var volume in spec.Mounts.Where(mount => mount.Type == ComposeMounts.NamedVolume && !file.Volumes.ContainsKey(mount.Name)))
            {
                file.Volumes[volume.Name] = new Volume { Name = volume.Name, Driver = "local" };
            }

            var service = Service(spec);
            service.Networks = [network.Name];
            foreach (var customization in spec.Resource.Annotations.OfType<DockerComposeServiceCustomizationAnnotation>())
            {
                customization.Configure(spec.Service, service);
            }

            file.Services[service.Name] = service;
        }

        environment.ComposeFileCallback?.Invoke(file);
        return file;
    }

    private static Service Service(ComposeServiceSpec spec)
    {
        var service = new Service
        {
            Name = spec.Resource.Name.ToLowerInvariant(),
            Image = spec.Image,
            ContainerName = spec.Resource.TryGetLastAnnotation<ContainerNameAnnotation>(out var name) ? name.Name : null,
            PullPolicy = PullPolicy(spec.Resource),
            Entrypoint = spec.Resource is ContainerResource { Entrypoint: { } entrypoint } ? [entrypoint] : [],
            Command = [.. spec.Args],
            Environment = new(spec.Environment),
            Volumes = [.. spec.Mounts],
            Ports = [.. spec.Service.Endpoints.Values.Where(endpoint => endpoint.IsExternal).Select(endpoint => endpoint.Mapping).Distinct()],
            Expose = [.. spec.Service.Endpoints.Values.Where(endpoint => !endpoint.IsExternal).Select(endpoint => endpoint.Mapping).Distinct()],
        };
        foreach (var wait in spec.Resource.Annotations.OfType<WaitAnnotation>().Where(wait => ComposeSpecResolver.IsService(wait.Resource)))
        {
            service.DependsOn[wait.Resource.Name.ToLowerInvariant()] = new ServiceDependency
            {
                Condition = wait.WaitType == WaitType.WaitForCompletion ? "service_completed_successfully" : "service_started",
            };
        }

        return service;
    }

    private static string? PullPolicy(IResource resource) =>
        !resource.TryGetLastAnnotation<ContainerImagePullPolicyAnnotation>(out var policy) ? null : policy.ImagePullPolicy switch
        {
            ImagePullPolicy.Always => "always",
            ImagePullPolicy.Missing => "missing",
            ImagePullPolicy.Never => "never",
            _ => null,
        };
}
