using System.Diagnostics.Metrics;
using EchoApp.Web.Telemetry;

namespace EchoApp.Web.Bins.Recent;

/// <summary>What the recorder could not keep, for who collects metrics.</summary>
internal sealed class RecentMetrics(RecentRecorder recorder, IMeterFactory meters) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        meters.CreateOwn().CreateObservableCounter("echoapp.recent.dropped", () => recorder.Dropped, "{request}", "Requests that were echoed and not kept in the bin recent.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
