namespace EchoApp.Hosting.Dashboard.Telemetry;

/// <summary>How much of what is kept, and what is not.</summary>
internal sealed record TelemetryStatus(SignalStatus Logs, TraceStatus Traces, MetricStatus Metrics, IReadOnlyList<SenderStatus> Resources);
