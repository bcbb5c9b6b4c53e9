using EchoApp.Web.Echo;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace EchoApp.Web.Memory;

internal static class MemoryServiceCollectionExtensions
{
    /// <summary>What is buffered of a connection's bytes before they are looked at, and of an answer that is not read.</summary>
    private const int ReadBuffer = 64 * 1024;
    private const int WriteBuffer = 16 * 1024;

    /// <summary>What one connection among many costs at most, beside what is counted: a line that does not end, or an answer that is not read.</summary>
    private const int ConnectionCost = 64 * 1024;
    private const int MostConnections = 10_000;
    private const int LeastConnections = 100;

    /// <summary>Bounds what requests and connections take of the memory that there is, and tells of it in <c>/health</c> and in metrics.</summary>
    public static IServiceCollection AddRequestMemory(this IServiceCollection services)
    {
        services.AddSingleton(provider => Create(provider.GetRequiredService<IOptions<EchoOptions>>().Value));
        services.AddSingleton(provider => provider.GetRequiredService<RequestMemory>().Budget);
        services.AddMetrics();
        services.AddHostedService<MemoryMetrics>();
        services.AddHostedService<MemoryTrimmer>();
        services.AddSingleton<ServerBuffers>();
        services.AddSingleton<IMemoryPoolFactory<byte>>(provider => provider.GetRequiredService<ServerBuffers>());
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            "memory", provider => new MemoryHealthCheck(provider.GetRequiredService<MemoryBudget>()), failureStatus: null, tags: null));
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<EchoOptions>>((kestrel, options) =>
        {
            kestrel.Limits.MaxResponseBufferSize = WriteBuffer;
            kestrel.Limits.MaxConcurrentConnections = options.Value.MaxConnections ?? DefaultConnections();

            // The echo looks at windows of time; this would be an average since the beginning.
            kestrel.Limits.MinRequestBodyDataRate = null;
        });
        return services.Configure<SocketTransportOptions>(transport =>
        {
            transport.MaxReadBufferSize = ReadBuffer;
            transport.MaxWriteBufferSize = WriteBuffer;
        });
    }

    private static RequestMemory Create(EchoOptions options)
    {
        var kept = Math.Max(options.MaxBodyKept, 64 * 1024);
        return new RequestMemory(
            new MemoryBudget(options.MemoryBudget ?? Math.Max(MemoryBudget.DefaultLimit, EchoOptions.LeastMemoryBudget)),
            new PageSlots(kept),
            new PageSlots(EchoBuffer.LongestAnswer(options)));
    }

    /// <summary>Half of the memory, at what a connection costs at most.</summary>
    private static long DefaultConnections() =>
        Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2 / ConnectionCost, LeastConnections, MostConnections);
}
