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

    /// <summary>Runs until cancelled; returns at once for a resource without checks. Never fails.</summary>
    public async Task MonitorAsync(ResourceInstance instance, CancellationToken cancellationToken)
    {
        var keys = Keys(instance.Resource).ToHashSet(StringComparer.OrdinalIgnoreCase);
        try
        {
            for (var failures = 0; keys.Count > 0 && !cancellationToken.IsCancellationRequested;)
            {
                var report = await CheckAsync(instance, keys, cancellationToken);
                failures = report.Status == HealthStatus.Healthy ? 0 : failures + 1;
                await PublishAsync(instance, report, cancellationToken);
                await Task.Delay(IntervalAfter(failures), timeProvider, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task<HealthReport> CheckAsync(ResourceInstance instance, HashSet<string> keys, CancellationToken cancellationToken)
    {
        HttpHealthCheck.Instance.Value = instance;
        try
        {
            return await checks.CheckHealthAsync(registration => keys.Contains(registration.Name), cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // A check that fails is part of a report; this is one that could not even be made.
            var entry = new HealthReportEntry(HealthStatus.Unhealthy, exception.Message, TimeSpan.Zero, exception, data: null);
            return new HealthReport(keys.ToDictionary(key => key, _ => entry), TimeSpan.Zero);
        }
    }

    private Task PublishAsync(ResourceInstance instance, HealthReport report, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow().UtcDateTime;
        return notifications.PublishUpdateAsync(instance.Resource, instance.Id, snapshot => cancellationToken.IsCancellationRequested ? snapshot : snapshot with
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
