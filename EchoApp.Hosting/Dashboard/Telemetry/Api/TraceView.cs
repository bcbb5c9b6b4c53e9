namespace EchoApp.Hosting.Dashboard.Telemetry.Api;

internal sealed record TraceView(
    string TraceId,
    string Name,
    DateTime Start,
    double DurationMs,
    int Errors,
    IReadOnlyList<TraceShareView> Resources,
    int DroppedSpans,
    int Logs,
    IReadOnlyList<SpanView> Spans);
