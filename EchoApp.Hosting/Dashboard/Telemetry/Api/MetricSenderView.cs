namespace EchoApp.Hosting.Dashboard.Telemetry.Api;

internal sealed record MetricSenderView(string Name, string? InstanceId, string DisplayName, IReadOnlyList<MeterView> Meters);
