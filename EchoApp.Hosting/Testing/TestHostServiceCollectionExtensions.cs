using EchoApp.Hosting.Dashboard;
using EchoApp.Hosting.Engine;
using EchoApp.Hosting.Engine.Console;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace EchoApp.Hosting.Testing;

internal static class TestHostServiceCollectionExtensions
{
    /// <summary>Takes the application off the terminal and off the process's signals: both are the test's. Nobody is there to look at a dashboard.</summary>
    public static IServiceCollection AddTestHost(this IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton<IHostLifetime, DetachedLifetime>());
        services.Remove(services.Single(service => service.ImplementationType == typeof(StopSignals)));
        services.RemoveDashboard();

        // In the place of the other, so that it too sees the first line.
        services[services.IndexOf(services.Single(service => service.ImplementationType == typeof(ResourceLogPrinter)))] =
            ServiceDescriptor.Singleton<IHostedService, ResourceLogForwarder>();

        // What runs on this machine is not to be sought by way of a proxy.
        services.AddHttpClient().ConfigureHttpClientDefaults(client => client.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { UseProxy = false }));
        return services;
    }
}
