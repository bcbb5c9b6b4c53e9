using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Dashboard.Access;
using EchoApp.Hosting.Dashboard.ConsoleLogs;
using EchoApp.Hosting.Dashboard.Listening;
using EchoApp.Hosting.Dashboard.Otlp;
using EchoApp.Hosting.Dashboard.Pages;
using EchoApp.Hosting.Dashboard.Resources;
using EchoApp.Hosting.Dashboard.Streaming;
using EchoApp.Hosting.Dashboard.Telemetry;
using EchoApp.Hosting.Engine.Specs;
using EchoApp.Hosting.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EchoApp.Hosting.Dashboard;

/// <summary>
/// The web application of the dashboard, with a container of its own: nothing of it gets in the way of the AppHost's. Pages and telemetry
/// are two applications in one; the port decides.
/// </summary>
internal static class DashboardApplication
{
    private const long LargestRequest = 64 * 1024;

    // They are the AppHost's: a container does not dispose of what it was given.
    private static readonly Type[] _shared =
    [
        typeof(IConfiguration), typeof(TimeProvider), typeof(DistributedApplicationModel), typeof(ResourceNotificationService), typeof(ResourceCommandService),
        typeof(DashboardEndpoints), typeof(DashboardRun), typeof(ResourceUsageHistory), typeof(ResourceFeed), typeof(ConsoleStore),
        typeof(SecretParameters),
    ];

    public static WebApplication Build(IServiceProvider host, DashboardSettings settings, IReadOnlyList<Listener> listeners)
    {
        // Empty, and of no environment: the AppHost's settings are for the AppHost.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(listeners);
        });
        builder.Logging.AddProvider(new HostLoggerProvider(host.GetRequiredService<ILoggerFactory>())).AddFilter("Microsoft", LogLevel.Error);
        AddServices(builder.Services, host, settings, listeners);
        var app = builder.Build();
        var (frontend, otlp) = (Frontend(app.Services), Otlp(app.Services));
        var ports = listeners.Where(listener => listener.Kind == ListenerKind.Frontend).Select(listener => listener.Url.Port).ToHashSet();
        app.Run(context => ports.Contains(context.Connection.LocalPort) ? frontend(context) : otlp(context));
        return app;
    }

    private static void AddServices(IServiceCollection services, IServiceProvider host, DashboardSettings settings, IReadOnlyList<Listener> listeners)
    {
        services.AddRoutingCore();

        // Signals are the AppHost's.
        services.Replace(ServiceDescriptor.Singleton<IHostLifetime, DetachedLifetime>());
        foreach (var shared in _shared)
        {
            services.AddSingleton(shared, host.GetRequiredService(shared));
        }

        services.AddSingleton(new BrowserToken(settings.BrowserToken)).AddSingleton<TokenCheck>()
            .AddSingleton(new AllowedHosts(listeners.Where(listener => listener.Kind == ListenerKind.Frontend).Select(listener => listener.Url)));
        services.AddSingleton<AssetFiles>().AddSingleton<SecretValues>().AddSingleton<ResourceViews>().AddSingleton<ResourceDirectory>()
            .AddSingleton<ConsoleNames>().AddSingleton<TelemetrySenders>().AddSingleton<StreamSources>();
        services.AddSingleton(new OtlpApiKey(settings.OtlpApiKey)).AddTelemetryStore().AddOtlpReceiver();
    }

    private static RequestDelegate Frontend(IServiceProvider services) => new ApplicationBuilder(services)
        .Use(next => new ResponseMiddleware(next, services.GetRequiredService<ILogger<ResponseMiddleware>>()).InvokeAsync)
        .Use(next => new AccessMiddleware(
            next, services.GetRequiredService<AllowedHosts>(), services.GetRequiredService<BrowserToken>(), services.GetRequiredService<TokenCheck>()).InvokeAsync)
        .Use(next => context =>
        {
            context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = LargestRequest;
            return next(context);
        })
        .UseRouting()
        .UseEndpoints(endpoints =>
        {
            endpoints.MapPages();
            endpoints.MapLogin();
            var api = endpoints.MapGroup("/api");
            api.MapResources();
            api.MapCommands();
            api.MapConsole();
            api.MapStream();
            api.MapTelemetryApi();
        })
        .Build();

    private static RequestDelegate Otlp(IServiceProvider services) =>
        new ApplicationBuilder(services).UseRouting().UseEndpoints(endpoints => endpoints.MapOtlp()).Build();
}
