using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <param name="Name">The key of the check.</param>
/// <param name="Status">Null until it has run once.</param>
/// <param name="Description">What the check says of itself.</param>
/// <param name="ExceptionText">The exception, if it threw.</param>
public sealed record HealthReportSnapshot(string Name, HealthStatus? Status, string? Description, string? ExceptionText)
{
    /// <summary>UTC.</summary>
    public DateTime? LastRunAt { get; init; }
}
