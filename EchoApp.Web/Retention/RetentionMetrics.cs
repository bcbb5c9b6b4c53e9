using System.Diagnostics.Metrics;
using EchoApp.Web.Telemetry;

namespace EchoApp.Web.Retention;

/// <summary>How many requests this process has deleted because only so much is kept.</summary>
internal sealed class RetentionMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _swept = meters.CreateOwn().CreateCounter<long>("echoapp.swept", "{request}", "Requests that were deleted because only so much is kept.");

    public void CountSwept(long count) => _swept.Add(count);
}
