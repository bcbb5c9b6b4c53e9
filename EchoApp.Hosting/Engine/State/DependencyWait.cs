using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EchoApp.Hosting.Engine.State;

/// <summary>One wait of one resource for another.</summary>
internal static class DependencyWait
{
    /// <summary>Returns when every instance of the awaited resource is as the wait asks.</summary>
    /// <exception cref="DistributedApplicationException">It can no longer come to that; the message names it and why.</exception>
    public static async Task WaitAsync(
        ResourceNotificationService notifications, IResource waiting, WaitAnnotation wait, WaitBehavior defaultBehavior, CancellationToken cancellationToken)
    {
        var patient = (wait.WaitBehavior ?? defaultBehavior) == WaitBehavior.WaitOnResourceUnavailable;
        await foreach (var resourceEvent in notifications.WatchAsync(cancellationToken))
        {
            if (resourceEvent.Resource != wait.Resource)
            {
                continue;
            }

            if (!patient && Failed(wait, resourceEvent.Snapshot))
            {
                throw new DistributedApplicationException(
                    $"'{waiting.Name}' was not started: it waits for '{wait.Resource.Name}' {Wish(wait)}, "
                    + $"but '{InstanceNames.Shown(wait.Resource, resourceEvent.ResourceId)}' {Outcome.Describe(resourceEvent.Snapshot)}.");
            }

            if (notifications.Latest(wait.Resource.Name).All(latest => Reached(wait, latest.Snapshot)))
            {
                return;
            }
        }

        throw new OperationCanceledException(cancellationToken);
    }

    private static bool Reached(WaitAnnotation wait, CustomResourceSnapshot snapshot) => wait.WaitType switch
    {
        WaitType.WaitUntilHealthy => snapshot.HealthStatus == HealthStatus.Healthy,
        WaitType.WaitUntilStarted => snapshot.State?.Text == KnownResourceStates.Running || snapshot.State?.Text == KnownResourceStates.Finished,
        _ => HasEnded(snapshot) && snapshot.ExitCode == wait.ExitCode,
    };

    private static bool Failed(WaitAnnotation wait, CustomResourceSnapshot snapshot) => wait.WaitType switch
    {
        WaitType.WaitUntilHealthy => Outcome.IsFinal(snapshot),
        WaitType.WaitUntilStarted => Outcome.IsFinal(snapshot) && snapshot.State?.Text != KnownResourceStates.Finished,
        _ => Outcome.IsFinal(snapshot) && !(HasEnded(snapshot) && snapshot.ExitCode == wait.ExitCode),
    };

    private static bool HasEnded(CustomResourceSnapshot snapshot) => Outcome.IsFinal(snapshot) && snapshot.ExitCode is not null;

    private static string Wish(WaitAnnotation wait) => wait.WaitType switch
    {
        WaitType.WaitUntilHealthy => "to be healthy",
        WaitType.WaitUntilStarted => "to run",
        _ => string.Create(CultureInfo.InvariantCulture, $"to end with code {wait.ExitCode}"),
    };
}
