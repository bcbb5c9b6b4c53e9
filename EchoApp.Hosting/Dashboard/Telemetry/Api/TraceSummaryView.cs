namespace EchoApp.Hosting.Dashboard.Telemetry.Api;

internal sealed record TraceSummaryView(
    long Seq,
    string TraceId,
    string Name,
    string? Path,
    DateTime Start,
    double DurationMs,
    int Spans,
    int Errors,
    IReadOnlyList<TraceShareView> Resources,
    bool HasRoot);
