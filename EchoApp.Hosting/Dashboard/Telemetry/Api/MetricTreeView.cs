namespace EchoApp.Hosting.Dashboard.Telemetry.Api;

/// <summary>What is measured: by resource, meter and name.</summary>
internal sealed record MetricTreeView(IReadOnlyList<MetricSenderView> Resources, long Cursor);
