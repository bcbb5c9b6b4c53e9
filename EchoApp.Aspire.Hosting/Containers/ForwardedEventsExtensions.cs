using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.DependencyInjection;

namespace EchoApp.Hosting.Containers;

/// <summary>What happens to the container happens to the EchoApp that it stands for, and to its bins: whoever subscribed to these is told.</summary>
internal static class ForwardedEventsExtensions
{
    public static IResourceBuilder<EchoContainerResource> WithForwardedEvents(this IResourceBuilder<EchoContainerResource> container, EchoResource echo) => container
        .OnBeforeResourceStarted((_, seen, cancellationToken) => PublishAsync(seen.Services, new BeforeResourceStartedEvent(echo, seen.Services), cancellationToken))
        .OnConnectionStringAvailable(async (_, seen, cancellationToken) =>
        {
            foreach (var bin in echo.Bins)
            {
                await PublishAsync(seen.Services, new ConnectionStringAvailableEvent(bin, seen.Services), cancellationToken);
            }
        })
        .OnResourceReady((_, seen, cancellationToken) => PublishAsync(seen.Services, new ResourceReadyEvent(echo, seen.Services), cancellationToken))
        .OnResourceStopped((_, seen, cancellationToken) => PublishAsync(seen.Services, new ResourceStoppedEvent(echo, seen.Services, seen.ResourceEvent), cancellationToken));

    private static Task PublishAsync<T>(IServiceProvider services, T seen, CancellationToken cancellationToken)
        where T : IDistributedApplicationEvent => services.GetRequiredService<IDistributedApplicationEventing>().PublishAsync(seen, cancellationToken);
}
