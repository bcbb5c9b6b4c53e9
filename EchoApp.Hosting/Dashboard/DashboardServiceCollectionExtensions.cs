using EchoApp.Hosting.Builder;
using EchoApp.Hosting.Dashboard.ConsoleLogs;
using EchoApp.Hosting.Dashboard.Listening;
using EchoApp.Hosting.Dashboard.Resources;
using EchoApp.Hosting.Dashboard.Resources.Usage;
using Microsoft.Extensions.DependencyInjection;

namespace EchoApp.Hosting.Dashboard;

internal static class DashboardServiceCollectionExtensions
{
    /// <summary>What the engine may ask of the dashboard, whether or not there is one, and the server.</summary>
    public static IServiceCollection AddDashboard(this IServiceCollection services) => services
        .AddSingleton<DashboardEndpoints>().AddSingleton<ResourceUsageHistory>()
        .AddSingleton(ConsoleLimits.Default).AddSingleton<ConsoleStore>().AddSingleton<ResourceFeed>()
        .AddSingleton(provider => DashboardRun.New(provider.GetRequiredService<AppHostProject>())).AddSingleton<ListenerPlan>()
        .AddHostedService<DashboardServer>().AddHostedService<ResourceUsageSampler>();

    /// <summary>Takes the server out again: nothing listens.</summary>
    public static IServiceCollection RemoveDashboard(this IServiceCollection services)
    {
        foreach (var server in services.Where(service => service.ImplementationType == typeof(DashboardServer)).ToArray())
        {
            services.Remove(server);
        }

        return services;
    }
}
