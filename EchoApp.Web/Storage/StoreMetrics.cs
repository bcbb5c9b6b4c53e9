using System.Diagnostics.Metrics;
using EchoApp.Web.Telemetry;

namespace EchoApp.Web.Storage;

/// <summary>How much the store holds. Of replicas that share a store each tells all of it, which nobody is to add up.</summary>
internal sealed class StoreMetrics(IStore store, IMeterFactory meters, TimeProvider time)
    : PolledGauge(meters, time, "echoapp.store.size", "By", "What the store holds, as Data__MaxBytes counts it.")
{
    protected override async Task<long?> MeasureAsync(CancellationToken cancellationToken) => await store.MeasureAsync(cancellationToken);
}
