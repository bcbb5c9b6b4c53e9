using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace EchoApp.Hosting.Engine;

/// <summary>Puts the links of a resource together once its endpoints have their ports, and publishes the first snapshot of its instances.</summary>
internal sealed class ResourceUrls(
    DistributedApplicationExecutionContext executionContext,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    TimeProvider timeProvider)
{
    public async Task PublishAsync(IResource resource, IEnumerable<string> instanceIds, CancellationToken cancellationToken)
    {
        var urls = await UrlsAsync(resource, loggers.GetLogger(resource), cancellationToken);
        UrlSnapshot[] links = [.. urls.Select(url => Snapshot(url) with { IsInactive = true })];
        await Task.WhenAll(instanceIds.Select(id => notifications.PublishUpdateAsync(
            resource, id, snapshot => snapshot with { CreationTimeStamp = timeProvider.GetUtcNow().UtcDateTime, Urls = [.. links] })));
    }

    private async Task<IEnumerable<ResourceUrlAnnotation>> UrlsAsync(IResource resource, ILogger logger, CancellationToken cancellationToken)
    {
        var endpoints = resource is IResourceWithEndpoints owner ? owner.GetEndpoints().ToArray() : [];
        var urls = endpoints.Select(endpoint => new ResourceUrlAnnotation { Url = endpoint.Url, Endpoint = endpoint }).ToList();
        urls.AddRange(resource.Annotations.OfType<ResourceUrlAnnotation>());
        var context = new ResourceUrlsCallbackContext(executionContext, resource, urls, cancellationToken) { Logger = logger };
        await CallAsync(context);

        foreach (var url in context.Urls.Where(url => !Uri.TryCreate(url.Url, UriKind.Absolute, out var uri) || uri.IsFile))
        {
            var basis = url.Endpoint ?? endpoints.FirstOrDefault() ?? throw new DistributedApplicationException(
                $"The link '{url.Url}' of '{resource.Name}' is not absolute, and the resource has no endpoint that it could belong to. Give a whole URL.");
            url.Url = Uri.TryCreate(new Uri(basis.Url), url.Url, out var whole) ? whole.ToString()
                : throw new DistributedApplicationException($"The link '{url.Url}' of '{resource.Name}' is not a URL.");
        }

        return context.Urls.OrderByDescending(url => url.DisplayOrder ?? 0);
    }

    private static async Task CallAsync(ResourceUrlsCallbackContext context)
    {
        try
        {
            foreach (var annotation in context.Resource.Annotations.OfType<ResourceUrlsCallbackAnnotation>().ToArray())
            {
                await annotation.Callback(context);
            }
        }
        catch (Exception exception) when (exception is not (DistributedApplicationException or OperationCanceledException))
        {
            throw new DistributedApplicationException(
                $"What changes the links of '{context.Resource.Name}' has failed: {exception.Message} See its WithUrl, WithUrls and WithUrlForEndpoint.", exception);
        }
    }

    private static UrlSnapshot Snapshot(ResourceUrlAnnotation url) =>
        new(url.Endpoint?.EndpointName, url.Url, url.IsInternal || url.DisplayLocation == UrlDisplayLocation.DetailsOnly)
        {
            DisplayProperties = new UrlDisplayPropertiesSnapshot(url.DisplayText ?? "", url.DisplayOrder ?? 0),
        };
}
