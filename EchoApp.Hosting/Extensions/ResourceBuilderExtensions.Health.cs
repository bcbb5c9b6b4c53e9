using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine.Health;
using EchoApp.Hosting.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>The resource counts as healthy when the check of this key passes; it is registered on <c>builder.Services.AddHealthChecks()</c>.</summary>
    /// <exception cref="DistributedApplicationException">The resource has this check already.</exception>
    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key)
        where T : IResource
    {
        if (builder.Resource.Annotations.OfType<HealthCheckAnnotation>().Any(check => check.Key == key))
        {
            throw new DistributedApplicationException($"Resource '{builder.Resource.Name}' has the health check '{key}' already. Take one of the two out.");
        }

        return builder.WithAnnotation(new HealthCheckAnnotation(key));
    }

    /// <summary>The resource counts as healthy when a GET of <paramref name="path"/> answers with <paramref name="statusCode"/>.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="path">The path; <c>/</c> if null.</param>
    /// <param name="statusCode">The status code; 200 if null.</param>
    /// <param name="endpointName">The endpoint; the first http or https one if null.</param>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints => builder.WithHttpHealthCheck(() => HttpEndpoint(builder.Resource, endpointName), path, statusCode);

    /// <summary>The same; the endpoint is chosen when it is needed.</summary>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, Func<EndpointReference> endpointSelector, string? path = null, int? statusCode = null)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(endpointSelector);
        var endpoint = endpointSelector();
        var expected = statusCode ?? 200;
        var key = string.Create(CultureInfo.InvariantCulture, $"{builder.Resource.Name}_{endpoint.EndpointName}_{path ?? "/"}_{expected}_check");
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key, _ => new HttpHealthCheck(endpoint, path ?? "/", expected), failureStatus: null, tags: null));
        return builder.WithHealthCheck(key).WithAnnotation(new HttpHealthCheckAnnotation(endpoint));
    }

    private static EndpointReference HttpEndpoint(IResourceWithEndpoints resource, string? name) => name is not null
        ? resource.GetEndpoint(name)
        : resource.GetEndpoints().FirstOrDefault(endpoint => endpoint.IsHttp || endpoint.IsHttps)
            ?? throw new DistributedApplicationException(
                $"Resource '{resource.Name}' has no http or https endpoint for its health check. Add one with WithHttpEndpoint before WithHttpHealthCheck.");
}
