using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Telemetry.Api;

internal sealed record SpanView(
    long Seq,
    string TraceId,
    string SpanId,
    string? ParentSpanId,
    string Name,
    string Kind,
    SenderView Resource,
    string Scope,
    DateTime Start,
    double OffsetMs,
    double DurationMs,
    int Depth,
    string Status,
    string? StatusMessage,
    IReadOnlyList<TelemetryAttribute> Attributes,
    IReadOnlyList<SpanEventView> Events,
    IReadOnlyList<SpanLink> Links);
