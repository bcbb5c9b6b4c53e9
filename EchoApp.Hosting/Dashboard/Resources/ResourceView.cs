namespace EchoApp.Hosting.Dashboard.Resources;

/// <summary>One instance of a resource as the dashboard shows it: names of instance, resource and what is shown; times in UTC; why it failed; whether it is started and stopped.</summary>
internal sealed record ResourceView(
    string Id,
    string Name,
    string DisplayName,
    string Type,
    string? State,
    string? StateStyle,
    string? Health,
    IReadOnlyList<HealthReportView> HealthReports,
    DateTime? CreatedAt,
    DateTime? StartedAt,
    DateTime? StoppedAt,
    int? ExitCode,
    string? Failure,
    SourceView? Source,
    IReadOnlyList<UrlView> Urls,
    IReadOnlyList<EnvironmentView> Environment,
    IReadOnlyList<PropertyView> Properties,
    IReadOnlyList<VolumeView> Volumes,
    IReadOnlyList<RelationshipView> Relationships,
    IReadOnlyList<CommandView> Commands,
    bool IsHidden,
    bool HasLife,
    TelemetryCounts Telemetry);
