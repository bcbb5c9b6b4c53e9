using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine.State;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EchoApp.Hosting.Engine.Console;

/// <summary>Says in a line what becomes of each resource: waits, ready with its links, finished, failed and why.</summary>
internal sealed partial class StateReporter(ResourceNotificationService notifications, ILogger<StateReporter> logger) : BackgroundService
{
    /// <summary>How long an instance may take to become healthy before it is said that it is not.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var reported = new Dictionary<string, string>();
        try
        {
            await foreach (var resourceEvent in notifications.WatchAsync(stoppingToken))
            {
                Report(resourceEvent, reported);
            }
        }
        catch (OperationCanceledException)
        {
            // What made the application end may not have been read yet.
            foreach (var resourceEvent in notifications.Latest())
            {
                Report(resourceEvent, reported);
            }
        }
    }

    private void Report(ResourceEvent resourceEvent, Dictionary<string, string> reported)
    {
        var (name, snapshot) = (InstanceNames.Shown(resourceEvent.Resource, resourceEvent.ResourceId), resourceEvent.Snapshot);
        var last = reported.GetValueOrDefault(resourceEvent.ResourceId);
        var phase = resourceEvent.Resource is IResourceWithoutLifetime ? null : Phase(snapshot, last);
        if (phase is null || phase == last)
        {
            return;
        }

        reported[resourceEvent.ResourceId] = phase;
        switch (phase)
        {
            case "Waiting":
                var dependencies = string.Join(", ", WaitGraph.Dependencies(resourceEvent.Resource).Select(dependency => dependency.Name));
                Log.Waiting(logger, name, dependencies);
                break;
            case "Ready":
                var links = Links(snapshot);
                Log.Ready(logger, name, links);
                break;
            case "Unhealthy":
                var reasons = string.Join("; ", snapshot.HealthReports.Select(report => report.Description).OfType<string>());
                Log.Unhealthy(logger, name, reasons);
                break;
            case "Failed":
                var outcome = Outcome.Describe(snapshot);
                Log.Failed(logger, name, outcome);
                break;
            case "Finished":
                Log.Finished(logger, name);
                break;
        }
    }

    // Only what a person waits for or must know. Unhealthy before it was ever ready is merely starting up, for a while.
    private static string? Phase(CustomResourceSnapshot snapshot, string? last)
    {
        var state = snapshot.State?.Text;
        return state == KnownResourceStates.Running ? Running(snapshot, last)
            : state == KnownResourceStates.Waiting ? "Waiting"
            : state == KnownResourceStates.Finished ? "Finished"
            : Outcome.IsFinal(snapshot) && snapshot.State?.Style == KnownResourceStateStyles.Error ? "Failed"
            : state == KnownResourceStates.Starting ? "Starting"
            : null;
    }

    private static string? Running(CustomResourceSnapshot snapshot, string? last) =>
        snapshot.HealthStatus == HealthStatus.Healthy ? "Ready"
            : snapshot.HealthStatus is not null && (last is "Ready" or "Unhealthy" || IsLate(snapshot)) ? "Unhealthy"
            : null;

    private static bool IsLate(CustomResourceSnapshot snapshot) =>
        snapshot.HealthReports.Any(report => report.LastRunAt - snapshot.StartTimeStamp >= _patience);

    private static string Links(CustomResourceSnapshot snapshot)
    {
        var links = snapshot.Urls.Where(url => !url.IsInternal)
            .Select(url => url.Name is null ? url.Url : $"{url.Url} ({url.Name})").ToArray();
        return links.Length == 0 ? "" : ": " + string.Join("  ", links);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{resource} waits for {dependencies}.")]
        public static partial void Waiting(ILogger logger, string resource, string dependencies);

        [LoggerMessage(Level = LogLevel.Information, Message = "{resource} is ready{links}")]
        public static partial void Ready(ILogger logger, string resource, string links);

        [LoggerMessage(Level = LogLevel.Information, Message = "{resource} has finished.")]
        public static partial void Finished(ILogger logger, string resource);

        [LoggerMessage(Level = LogLevel.Error, Message = "{resource} {outcome}.")]
        public static partial void Failed(ILogger logger, string resource, string outcome);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{resource} runs but is not healthy: {reasons}")]
        public static partial void Unhealthy(ILogger logger, string resource, string reasons);
    }
}
