using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is known of one instance of a resource at one moment. Immutable; each change is a new one.</summary>
public sealed record CustomResourceSnapshot
{
    /// <summary>What it is: <c>Project</c>, <c>Executable</c>, <c>Parameter</c> …</summary>
    public required string ResourceType { get; init; }

    public required ImmutableArray<ResourcePropertySnapshot> Properties { get; init; }

    /// <summary>When the engine first knew of it, UTC.</summary>
    public DateTime? CreationTimeStamp { get; init; }

    /// <summary>When it last began to run, UTC.</summary>
    public DateTime? StartTimeStamp { get; init; }

    /// <summary>When it last ended, UTC.</summary>
    public DateTime? StopTimeStamp { get; init; }

    public ResourceStateSnapshot? State { get; init; }

    public int? ExitCode { get; init; }

    /// <summary>The worst of the reports while it runs; healthy without any; null while unknown or not running.</summary>
    public HealthStatus? HealthStatus => State?.Text != KnownResourceStates.Running ? null
        : HealthReports.IsDefaultOrEmpty ? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy
        : HealthReports.Any(report => report.Status is null) ? null
        : HealthReports.Min(report => report.Status);

    public ImmutableArray<HealthReportSnapshot> HealthReports { get; internal init; } = [];

    public ImmutableArray<EnvironmentVariableSnapshot> EnvironmentVariables { get; init; } = [];

    public ImmutableArray<UrlSnapshot> Urls { get; init; } = [];

    public ImmutableArray<VolumeSnapshot> Volumes { get; init; } = [];

    public ImmutableArray<ResourceCommandSnapshot> Commands { get; init; } = [];

    public ImmutableArray<RelationshipSnapshot> Relationships { get; init; } = [];

    public bool IsHidden { get; init; }
}
