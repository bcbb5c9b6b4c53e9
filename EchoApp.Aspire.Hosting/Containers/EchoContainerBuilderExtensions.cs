using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Containers;

namespace Aspire.Hosting;

/// <summary>An EchoApp as a container.</summary>
public static class EchoContainerBuilderExtensions
{
    /// <summary>Runs it as a container, in the place of a process: the same name, endpoints, bins and commands. What is published stays as it is.</summary>
    /// <param name="builder">The EchoApp.</param>
    /// <param name="configure">Names the image: <c>WithImageRegistry</c>, <c>WithImageTag</c>, <c>WithImageSHA256</c>; or changes anything else of the container.</param>
    /// <returns>The EchoApp.</returns>
    /// <exception cref="DistributedApplicationException">The image has no registry.</exception>
    public static IResourceBuilder<EchoResource> RunAsContainer(this IResourceBuilder<EchoResource> builder, Action<IResourceBuilder<ContainerResource>>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.ApplicationBuilder.ExecutionContext.IsRunMode ? builder.BecomeContainer(configure).BecomeRun() : builder;
    }

    /// <summary>
    /// Publishes it, as a container, with the token as a parameter; <see cref="EchoDataBuilderExtensions.WithDataVolume"/> gives it a volume there. References to it and to its bins are
    /// published too. How it runs stays as it is.
    /// </summary>
    /// <param name="builder">The EchoApp.</param>
    /// <param name="configure">Names the image: <c>WithImageRegistry</c>, <c>WithImageTag</c>, <c>WithImageSHA256</c>; or changes anything else of the container.</param>
    /// <returns>The EchoApp.</returns>
    /// <exception cref="DistributedApplicationException">The image has no registry.</exception>
    public static IResourceBuilder<EchoResource> PublishAsContainer(this IResourceBuilder<EchoResource> builder, Action<IResourceBuilder<ContainerResource>>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.ApplicationBuilder.ExecutionContext.IsPublishMode ? builder.BecomeContainer(configure).BecomePublished() : builder;
    }
}
