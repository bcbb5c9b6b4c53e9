namespace EchoApp.Hosting.Dashboard.Resources;

internal sealed record HealthReportView(string Name, string? Status, string? Description, string? Exception, DateTime? LastRunAt);
