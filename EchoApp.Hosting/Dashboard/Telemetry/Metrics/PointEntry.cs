using EchoApp.Hosting.Dashboard.Telemetry.Model;
using EchoApp.Hosting.Dashboard.Telemetry.Storage;

namespace EchoApp.Hosting.Dashboard.Telemetry.Metrics;

/// <param name="Seq">Its place among all points.</param>
/// <param name="Series">What it is a point of.</param>
/// <param name="Point">As it was sent.</param>
/// <param name="Size">Estimated bytes.</param>
internal sealed record PointEntry(long Seq, MetricSeries Series, MetricPoint Point, int Size) : ISequenced;
