using EchoApp.AppHost.Store;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace EchoApp.AppHost;

internal static class StoreBuilderExtensions
{
    private const string DefaultVolume = "echoapp-store";
    private const string ReadinessKey = "store-ready";

    /// <summary>Whether the store is a container: as <c>Store</c> says, by default when publishing, and when a container engine answers.</summary>
    /// <exception cref="DistributedApplicationException">What configuration says about the store makes no sense.</exception>
    public static async Task<bool> HasStoreContainerAsync(this IDistributedApplicationBuilder builder)
    {
        var mode = StoreSettings.Read(builder.Configuration).Mode;
        if (mode != StoreMode.Auto || builder.ExecutionContext.IsPublishMode)
        {
            return mode != StoreMode.Embedded;
        }

        var reason = await new ContainerEngine(builder.Configuration).WhyNotAsync();
        if (reason is not null)
        {
            builder.Services.AddHostedService(services => new EmbeddedStoreNotice(reason, services.GetRequiredService<ILogger<EmbeddedStoreNotice>>()));
        }

        return reason is null;
    }

    public static string GetStoreImage(this IDistributedApplicationBuilder builder) => StoreSettings.Read(builder.Configuration).Image;

    /// <summary>The volume that was named, or the usual one; in a test one of its own, which goes when the test ends.</summary>
    public static string GetStoreVolume(this IDistributedApplicationBuilder builder)
    {
        if (StoreSettings.Read(builder.Configuration).Volume is { } named)
        {
            return named;
        }

        // Set by the testing builder of Aspire, for each application that it runs.
        var isTest = builder.Configuration.GetValue<bool>("DcpPublisher:DeleteResourcesOnShutdown");
        if (!isTest || builder.ExecutionContext.IsPublishMode)
        {
            return DefaultVolume;
        }

        var own = $"{DefaultVolume}-{builder.Configuration["DcpPublisher:ResourceNameSuffix"]}";
        builder.Services.AddHostedService(_ => new PassingVolume(own, new ContainerEngine(builder.Configuration)));
        return own;
    }

    /// <summary>The container counts as healthy when PostgreSQL answers; when it cannot run, the terminal says what to do.</summary>
    public static IResourceBuilder<ContainerResource> WithReadiness(
        this IResourceBuilder<ContainerResource> store, ReferenceExpression connectionString, string volume)
    {
        var command = new ContainerEngine(store.ApplicationBuilder.Configuration).Command;
        var readiness = new StoreReadiness(connectionString, $"{command} volume rm {volume}");
        store.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(ReadinessKey, readiness, failureStatus: null, tags: null));
        store.ApplicationBuilder.Services.AddHostedService(services => new StoreAdvice(
            store.Resource, services.GetRequiredService<ResourceNotificationService>(), services.GetRequiredService<ILogger<StoreAdvice>>()));
        return store.WithHealthCheck(ReadinessKey);
    }
}
