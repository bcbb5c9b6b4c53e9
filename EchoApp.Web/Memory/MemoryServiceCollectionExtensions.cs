using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EchoApp.Web.Memory;

internal static class MemoryServiceCollectionExtensions
{
    /// <summary>Bounds what requests and connections take of the memory that there is, and tells of it in <c>/health</c> and in metrics.</summary>
    public static IServiceCollection AddRequestMemory(this IServiceCollection services, Func<IServiceProvider, MemoryLimits> limits)
    {
        services.AddMetrics();
        services.AddSingleton(limits);
        services.AddSingleton(provider => new MemoryBudget(provider.GetRequiredService<MemoryLimits>().Budget));
        services.AddSingleton(provider => Create(provider.GetRequiredService<MemoryLimits>(), provider.GetRequiredService<MemoryBudget>()));
        services.AddSingleton(provider => new ConnectionLimit(
            provider.GetRequiredService<MemoryLimits>().Connections, provider.GetRequiredService<ILogger<ConnectionLimit>>()));
        services.AddSingleton<ServerBuffers>();
        services.AddSingleton<IMemoryPoolFactory<byte>>(provider => provider.GetRequiredService<ServerBuffers>());
        services.AddHostedService<MemoryTrimmer>();
        services.AddHostedService<MemoryMetrics>();
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            "memory",
            provider => new MemoryHealthCheck(provider.GetRequiredService<MemoryBudget>(), provider.GetRequiredService<ConnectionLimit>()),
            failureStatus: null,
            tags: null));
        return services;
    }

    private static RequestMemory Create(MemoryLimits limits, MemoryBudget budget) => new(budget, new PageSlots(limits.LongestKept), new PageSlots(limits.LongestAnswer));
}
