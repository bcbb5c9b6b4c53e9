namespace EchoApp.Hosting.Dashboard.Telemetry.Api;

internal sealed record TraceShareView(string Name, string? InstanceId, string DisplayName, int Spans, int Errors);
