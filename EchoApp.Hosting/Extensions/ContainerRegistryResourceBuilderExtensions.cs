using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static class ContainerRegistryResourceBuilderExtensions
{
    /// <summary>Adds a registry that images are pushed to: with one of them, all images go there. While the application runs, there is no such resource.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="endpoint">The registry, <c>host</c> or <c>host:port</c>.</param>
    /// <param name="repository">What stands before the names of images, such as the name of an organisation.</param>
    public static IResourceBuilder<ContainerRegistryResource> AddContainerRegistry(
        this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource> endpoint, IResourceBuilder<ParameterResource>? repository = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return Add(builder, new ContainerRegistryResource(
            name, ReferenceExpression.Create($"{endpoint}"), repository is null ? null : ReferenceExpression.Create($"{repository}")));
    }

    /// <inheritdoc cref="AddContainerRegistry(IDistributedApplicationBuilder, string, IResourceBuilder{ParameterResource}, IResourceBuilder{ParameterResource}?)"/>
    public static IResourceBuilder<ContainerRegistryResource> AddContainerRegistry(
        this IDistributedApplicationBuilder builder, string name, string endpoint, string? repository = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(endpoint);
        return Add(builder, new ContainerRegistryResource(
            name, ReferenceExpression.Create($"{endpoint}"), repository is null ? null : ReferenceExpression.Create($"{repository}")));
    }

    /// <summary>Chooses the registry for one resource's image, or for all those of a Docker Compose environment.</summary>
    public static IResourceBuilder<TDestination> WithContainerRegistry<TDestination, TContainerRegistry>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<TContainerRegistry> registry)
        where TDestination : IResource
        where TContainerRegistry : IResource, IContainerRegistry
    {
        ArgumentNullException.ThrowIfNull(registry);
        return builder.WithAnnotation(new ContainerRegistryReferenceAnnotation(registry.Resource), ResourceAnnotationMutationBehavior.Replace);
    }

    private static IResourceBuilder<ContainerRegistryResource> Add(IDistributedApplicationBuilder builder, ContainerRegistryResource registry)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.ExecutionContext.IsRunMode ? builder.CreateResourceBuilder(registry) : builder.AddResource(registry);
    }
}
