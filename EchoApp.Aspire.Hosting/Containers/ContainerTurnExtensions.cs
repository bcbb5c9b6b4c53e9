using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Containers;

/// <summary>What turns an EchoApp from a process into a container.</summary>
internal static class ContainerTurnExtensions
{
    private const int EchoPort = 6000;
    private const int PagesPort = 5000;

    /// <exception cref="DistributedApplicationException">The image has no registry.</exception>
    public static IResourceBuilder<EchoResource> BecomeContainer(this IResourceBuilder<EchoResource> builder, Action<IResourceBuilder<ContainerResource>>? configure)
    {
        var echo = builder.Resource;
        var container = builder.ApplicationBuilder.CreateResourceBuilder(new EchoContainerResource(echo));
        if (!echo.IsContainer())
        {
            container.WithImage(EchoContainerImageTags.Image, EchoContainerImageTags.Tag);
            ListenOnPortsOfTheImage(echo);
        }

        configure?.Invoke(container);
        return echo.Annotations.OfType<ContainerImageAnnotation>().Last().Registry is { Length: > 0 } ? builder : throw new DistributedApplicationException(
            $"The image of '{echo.Name}' has no registry. No public one has it yet: push it to yours (docs/publishing.md of EchoApp), and name that one, "
            + "as in container => container.WithImageRegistry(\"registry.example.com\").WithImage(\"team/echoapp-web\", \"0.1.0-1a2b3c4\").");
    }

    /// <summary>Has Aspire run the container: by the type of a resource, it would run this one as a process, too.</summary>
    public static IResourceBuilder<EchoResource> BecomeRun(this IResourceBuilder<EchoResource> builder)
    {
        var (application, echo) = (builder.ApplicationBuilder, builder.Resource);
        if (application.Resources.Remove(echo))
        {
            application.AddResource(new EchoContainerResource(echo)).WithForwardedEvents(echo);

            // What listens inside of the container is reached elsewhere: at a port of this machine.
            builder.WithEnvironment("ECHO_URL", echo.GetEndpoint(EchoResource.EchoEndpointName, KnownNetworkIdentifiers.LocalhostNetwork));
        }

        return builder;
    }

    /// <summary>Takes back that nothing of it is published, and has the manifest show a container.</summary>
    public static IResourceBuilder<EchoResource> BecomePublished(this IResourceBuilder<EchoResource> builder)
    {
        var echo = builder.Resource;
        echo.IsPublished = true;
        foreach (var bin in echo.Bins)
        {
            bin.Annotations.Remove(ManifestPublishingCallbackAnnotation.Ignore);
        }

        return builder.WithManifestPublishingCallback(context => context.WriteContainerAsync(new EchoContainerResource(echo)));
    }

    private static void ListenOnPortsOfTheImage(EchoResource echo)
    {
        foreach (var endpoint in echo.Annotations.OfType<EndpointAnnotation>())
        {
            endpoint.TargetPort = endpoint.Name switch
            {
                EchoResource.EchoEndpointName => EchoPort,
                EchoResource.PagesEndpointName => PagesPort,
                _ => endpoint.TargetPort,
            };
        }
    }
}
