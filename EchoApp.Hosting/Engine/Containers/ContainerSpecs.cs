using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Builder;
using EchoApp.Hosting.Engine.Specs;

namespace EchoApp.Hosting.Engine.Containers;

/// <summary>What a container is to be started with.</summary>
internal sealed class ContainerSpecs(AppHostProject project, ValueResolver values)
{
    public async Task<ContainerSpec> OfAsync(
        ContainerResource container, ResourceInstance instance, IReadOnlyList<string> args, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var image = container.TryGetLastAnnotation<ContainerImageAnnotation>(out var annotation) ? annotation.Reference
            : throw new DistributedApplicationException($"the container '{container.Name}' has no image. Add it by AddContainer.");
        var lifetime = container.TryGetLastAnnotation<ContainerLifetimeAnnotation>(out var declared) ? declared.Lifetime : ContainerLifetime.Session;
        return new ContainerSpec(
            instance.Id,
            container.Name,
            Name(container, instance, lifetime),
            image,
            container.TryGetLastAnnotation<ContainerImagePullPolicyAnnotation>(out var policy) ? policy.ImagePullPolicy : ImagePullPolicy.Default,
            container.Entrypoint,
            args,
            environment,
            [.. container.Annotations.OfType<EndpointAnnotation>().Select(endpoint => Port(endpoint, instance))],
            [.. container.Annotations.OfType<ContainerMountAnnotation>().Select(mount => Mount(container, mount))],
            await RuntimeArgsAsync(container, instance, cancellationToken),
            lifetime);
    }

    // A persistent container must have the same name in every run, and another one than that of another AppHost.
    private string Name(ContainerResource container, ResourceInstance instance, ContainerLifetime lifetime) =>
        container.TryGetLastAnnotation<ContainerNameAnnotation>(out var own) ? own.Name
        : lifetime == ContainerLifetime.Persistent ? $"{container.Name}-{ContainerLabels.Hash(project.Directory)}"
        : instance.Id;

    private static ContainerPort Port(EndpointAnnotation endpoint, ResourceInstance instance) =>
        new(endpoint.AllocatedEndpoint!.Port, instance.TargetPorts[endpoint.Name], endpoint.Protocol.ToString().ToLowerInvariant());

    private static ContainerMount Mount(ContainerResource container, ContainerMountAnnotation mount) =>
        mount.Type == ContainerMountType.Volume ? new ContainerMount("volume", mount.Source, mount.Target, mount.IsReadOnly)
        : Path.Exists(mount.Source) ? new ContainerMount("bind", mount.Source, mount.Target, mount.IsReadOnly)
        : throw new DistributedApplicationException(
            $"the bind mount {mount.Target} of '{container.Name}' has no source: {mount.Source} does not exist. Create it, or take the mount out.");

    private async Task<List<string>> RuntimeArgsAsync(ContainerResource container, ResourceInstance instance, CancellationToken cancellationToken)
    {
        var context = new ContainerRuntimeArgsCallbackContext([], cancellationToken);
        foreach (var annotation in container.Annotations.OfType<ContainerRuntimeArgsCallbackAnnotation>().ToArray())
        {
            await annotation.Callback(context);
        }

        var resolved = new List<string>();
        foreach (var arg in context.Args)
        {
            if (await values.ResolveAsync(arg, instance, cancellationToken) is { } text)
            {
                resolved.Add(text);
            }
        }

        return resolved;
    }
}
