using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EchoApp.Hosting.Engine.Health;

/// <summary>Runs the health checks of a running instance over and over and publishes what they say.</summary>
internal sealed class HealthMonitor(HealthCheckService checks, ResourceNotificationService notifications, TimeProvider timeProvider)
{
    public static readonly TimeSpan HealthyInterval = TimeSpan.FromSeconds(30);

    /// <summary>What is known before the first check has run: that there are checks.</summary>
    public static ImmutableArray<HealthReportSnapshot> NoReports(IResource resource) =>
        [.. Keys(resource).Select(key => new HealthReportSnapshot(key, Status: null, Description: null, ExceptionText: null))];

    /// <summary>How long to wait after a check: 30 s when healthy, else 1 s for each failure in a row, at most 5 s.</summary>
    public static TimeSpan IntervalAfter(int consecutiveFailures) =>
        consecutiveFailures == 0 ? HealthyInterval : TimeSpan.FromSeconds(Math.Min(5, consecutiveFailures));

    /// <summary>Runs until cancelled; returns at once for a resource without checks.</summary>
    public async Task MonitorAsync(ResourceInstance instance, CancellationToken cancellationToken)
    {
        var keys = Keys(instance.Resource).ToHashSet();
        for (var failures = 0; keys.Count > 0 && !cancellationToken.IsCancellationRequested;)
        {
            var report = await checks.CheckHealthAsync(registration => keys.Contains(registration.Name), cancellationToken);
            failures = report.Status == HealthStatus.Healthy ? 0 : failures + 1;
            await PublishAsync(instance, report);
            await Task.Delay(IntervalAfter(failures), timeProvider, cancellationToken);
        }
    }

    private Task PublishAsync(ResourceInstance instance, HealthReport report)
    {
        var now = timeProvider.GetUtcNow().UtcDateTime;
        return notifications.PublishUpdateAsync(instance.Resource, instance.Id, snapshot => snapshot with
        {
            HealthReports =
            [
                .. report.Entries.Select(entry => new HealthReportSnapshot(
                    entry.Key, entry.Value.Status, entry.Value.Description, entry.Value.Exception?.ToString()) { LastRunAt = now }),
            ],
        });
    }

    private static IEnumerable<string> Keys(IResource resource) => resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key);
}
