namespace EchoApp.Hosting.Dashboard.Telemetry.Api;

internal sealed record TraceView(
    string TraceId,
    string Name,
    string? Path,
    DateTime Start,
    double DurationMs,
    int Errors,
    IReadOnlyList<TraceShareView> Resources,
    int DroppedSpans,
    int Logs,
    IReadOnlyList<SpanView> Spans);
