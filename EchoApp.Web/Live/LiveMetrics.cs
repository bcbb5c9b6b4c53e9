using System.Diagnostics.Metrics;
using EchoApp.Web.Storage;
using EchoApp.Web.Telemetry;

namespace EchoApp.Web.Live;

/// <summary>How far the live streams of this process are behind what is committed; nothing while there are none.</summary>
internal sealed class LiveMetrics(IStore store, ChangeFeed feed, IMeterFactory meters, TimeProvider time)
    : PolledGauge(meters, time, "echoapp.position.lag", "{position}", "Positions that are committed and that live streams have not read yet.")
{
    protected override async Task<long?> MeasureAsync(CancellationToken cancellationToken) =>
        feed.Position is { } read ? Math.Max(0, await store.Requests.LastPositionAsync(cancellationToken) - read) : null;
}
