using System.Diagnostics.Metrics;
using EchoApp.Web.Telemetry;

namespace EchoApp.Web.Memory;

/// <summary>The budget, in bytes, and the limit of connections as metrics. They are read when somebody asks, so there is nothing to do but be there.</summary>
internal sealed class MemoryMetrics : IHostedService
{
    public MemoryMetrics(MemoryBudget budget, ConnectionLimit connections, IMeterFactory meters)
    {
        var meter = meters.CreateOwn();
        meter.CreateObservableGauge("echoapp.request_memory.limit", () => budget.Limit, "By", "What requests in flight may hold together.");
        meter.CreateObservableUpDownCounter("echoapp.request_memory.usage", () => budget.Used, "By", "What requests in flight hold.");
        meter.CreateObservableUpDownCounter("echoapp.request_memory.buffered", () => budget.Buffered, "By", "What the server's own buffers take of it.");
        meter.CreateObservableCounter("echoapp.request_memory.shortages", () => budget.Shortages, "{shortage}", "How often memory was asked for that there was not.");
        meter.CreateObservableCounter("echoapp.connections.rejected", () => connections.Rejected, "{connection}", "Connections closed because there were as many as there may be.");
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
