using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Telemetry.Metrics;

/// <param name="Attributes">What sets the series apart.</param>
/// <param name="Points">Ascending by time.</param>
/// <param name="IsWhole">Whether there was none before the first.</param>
/// <param name="DeltaTotal">What deltas have added up to.</param>
internal sealed record SeriesPoints(IReadOnlyList<TelemetryAttribute> Attributes, IReadOnlyList<MetricPoint> Points, bool IsWhole, double DeltaTotal);
