namespace EchoApp.Hosting.Dashboard.Telemetry.Model;

internal sealed record Exemplar(DateTime Time, double Value, string? TraceId, string? SpanId);
