using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Model;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    private const string ConnectionStringVariablePrefix = "ConnectionStrings__";

    /// <summary>
    /// Gives the connection string in <c>ConnectionStrings__{name}</c>, or in the variable that the source names.
    /// </summary>
    /// <param name="builder">The resource that connects.</param>
    /// <param name="source">What it connects to.</param>
    /// <param name="connectionName">The name in the variable; the source's if null.</param>
    /// <param name="optional">Whether to go without when the source has no value, rather than fail.</param>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null,
        bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(source);
        var variable = source.Resource.ConnectionStringEnvironmentVariable ?? ConnectionStringVariablePrefix + (connectionName ?? source.Resource.Name);
        return builder.WithVariable(variable, new ConnectionStringReference(source.Resource, optional)).WithReferenceRelationship(source.Resource);
    }

    /// <summary>Gives every endpoint of the source, for service discovery and as plain variables.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment => builder.WithEndpointsOf(source.Resource, name: null);

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source, string name)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return builder.WithEndpointsOf(source.Resource, name);
    }

    /// <summary>Gives one endpoint: <c>services__{name}__{endpoint}__0</c> and <c>{NAME}_{ENDPOINT}</c>.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, EndpointReference endpointReference)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(endpointReference);
        return builder.WithAnnotation(new ReferencedValueAnnotation(endpointReference))
            .WithEnvironment(context => ServiceDiscoveryVariables.Add(context.EnvironmentVariables, endpointReference, name: null))
            .WithReferenceRelationship(endpointReference.Resource);
    }

    /// <summary>Gives the URL of a service outside of the application, <c>services__{name}__default__0</c>.</summary>
    /// <exception cref="InvalidOperationException">The URL is not absolute, or has a path other than <c>/</c>.</exception>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, string name, Uri uri)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(uri);
        if (!uri.IsAbsoluteUri || uri.AbsolutePath != "/")
        {
            throw new InvalidOperationException($"The reference '{name}' needs an absolute URL without a path, such as http://localhost:8080, not '{uri}'.");
        }

        return builder.WithVariable($"services__{name}__default__0", uri.ToString());
    }

    public static IResourceBuilder<T> WithReferenceRelationship<T>(this IResourceBuilder<T> builder, IResource resource)
        where T : IResource => builder.WithRelationship(resource, "Reference");

    public static IResourceBuilder<T> WithReferenceRelationship<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> resourceBuilder)
        where T : IResource => builder.WithReferenceRelationship(resourceBuilder.Resource);

    /// <summary>Notes for viewers that the two belong together; nothing else follows from it.</summary>
    public static IResourceBuilder<T> WithRelationship<T>(this IResourceBuilder<T> builder, IResource resource, string type)
        where T : IResource => builder.WithAnnotation(new ResourceRelationshipAnnotation(resource, type));

    private static IResourceBuilder<T> WithEndpointsOf<T>(this IResourceBuilder<T> builder, IResourceWithEndpoints source, string? name)
        where T : IResourceWithEnvironment => builder
        .WithEnvironment(context =>
        {
            // Asked for when the resource starts: the source may get endpoints after this reference was declared.
            foreach (var endpoint in source.GetEndpoints())
            {
                ServiceDiscoveryVariables.Add(context.EnvironmentVariables, endpoint, name);
            }
        })
        .WithReferenceRelationship(source);
}
