using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Dashboard;
using EchoApp.Hosting.Engine.Console;
using EchoApp.Hosting.Engine.Containers;
using EchoApp.Hosting.Engine.Endpoints;
using EchoApp.Hosting.Engine.Health;
using EchoApp.Hosting.Engine.Processes;
using EchoApp.Hosting.Engine.Specs;
using EchoApp.Hosting.Remote;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EchoApp.Hosting.Engine;

internal static class RunEngineServiceCollectionExtensions
{
    public static IServiceCollection AddRunEngine(this IServiceCollection services)
    {
        services.AddHealthChecks();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new ResourceLoggerService(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ResourceNotificationService(
            provider, provider.GetRequiredService<IOptions<ResourceNotificationServiceOptions>>()));
        services.AddSingleton(provider => new ResourceCommandService(
            provider.GetRequiredService<ResourceNotificationService>(), provider.GetRequiredService<ResourceLoggerService>(), provider));

        // Whoever waits for a failed resource is told at once and fails with it; both can be started again together.
        services.Configure<ResourceNotificationServiceOptions>(options => options.DefaultWaitBehavior = WaitBehavior.StopOnResourceUnavailable);

        services.AddSingleton<ModelValidator>().AddSingleton<EndpointAllocator>().AddSingleton<SpecResolver>().AddSingleton<HealthMonitor>()
            .AddSingleton<ValueResolver>().AddSingleton<OtlpValues>().AddSingleton<SecretParameters>().AddSingleton<ContainerSpecs>().AddSingleton<ContainerCli>().AddSingleton<ContainerEngineProbe>().AddSingleton<ContainerRuntime>()
            .AddSingleton<ContainerImages>().AddSingleton<StaleContainers>().AddSingleton<HostGateway>().AddSingleton<SessionNetwork>().AddSingleton<VolumeGuard>()
            .AddSingleton<IResourceLauncher, ContainerLauncher>()
            .AddSingleton<Watchdog>().AddSingleton<IResourceLauncher, ProcessLauncher>().AddSingleton<SupervisorFactory>()
            .AddSingleton<ValueResources>().AddSingleton<ResourceUrls>().AddSingleton<ApplicationEnd>().AddSingleton<RunEngine>();

        // Started in this order and stopped in reverse: the two that print see everything, and so does who looks at the dashboard.
        services.AddHostedService<ResourceLogPrinter>().AddHostedService<StateReporter>().AddDashboard().AddRemote()
            .AddHostedService(provider => provider.GetRequiredService<RunEngine>()).AddHostedService<StopSignals>();

        // Stopping is bounded by the engine itself, instance by instance.
        services.Configure<HostOptions>(options => options.ShutdownTimeout = Timeout.InfiniteTimeSpan);
        services.Configure<ConsoleLifetimeOptions>(options => options.SuppressStatusMessages = true);
        return services;
    }
}
