namespace EchoApp.Hosting.Dashboard.Telemetry.Model;

/// <summary>Another span that caused this one without being its parent.</summary>
internal sealed record SpanLink(string TraceId, string SpanId, IReadOnlyList<TelemetryAttribute> Attributes);
