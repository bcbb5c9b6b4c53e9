using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>What was counted in a stretch of time: what <paramref name="Now"/> has more than <paramref name="Before"/>, or all of it.</summary>
/// <param name="Before">Null where the count began anew.</param>
/// <param name="Now">The point at the end.</param>
/// <param name="From">Seconds since 1970.</param>
/// <param name="To">Seconds since 1970, later.</param>
internal sealed record PointChange(MetricPoint? Before, MetricPoint Now, double From, double To)
{
    public double Value => Now.Value - (Before?.Value ?? 0);
}
