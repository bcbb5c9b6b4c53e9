namespace EchoApp.Hosting.Dashboard.Telemetry.Api;

internal sealed record ExemplarView(DateTime Time, double Value, string? TraceId, string? SpanId);
