using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Telemetry.Api;

internal sealed record LogView(
    long Seq,
    DateTime Time,
    string Level,
    int Severity,
    SenderView Resource,
    string Category,
    string Message,
    string? EventName,
    string? TraceId,
    string? SpanId,
    IReadOnlyList<TelemetryAttribute> Attributes,
    ExceptionView? Exception);
