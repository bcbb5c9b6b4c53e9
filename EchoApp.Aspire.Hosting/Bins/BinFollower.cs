using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EchoApp.Hosting.Bins;

/// <summary>A bin is there when its EchoApp has become healthy, and goes with it.</summary>
internal static class BinFollower
{
    /// <summary>Tells the state of the bin until the application ends.</summary>
    public static async Task FollowAsync(EchoBinResource bin, ResourceNotificationService notifications, CancellationToken cancellationToken)
    {
        var (isUp, last) = (false, "");
        try
        {
            await foreach (var seen in notifications.WatchAsync(cancellationToken))
            {
                if (!seen.Resource.Name.Equals(bin.Parent.Name, StringComparison.OrdinalIgnoreCase))
                {
                    continue;
                }

                // Whether it is well later on, the bin's own health says.
                var state = seen.Snapshot.State?.Text ?? KnownResourceStates.NotStarted;
                var isRunning = state == KnownResourceStates.Running;
                isUp = isRunning && (isUp || seen.Snapshot.HealthStatus is HealthStatus.Healthy);
                var told = isUp ? state : isRunning ? KnownResourceStates.Starting : state;
                if (told != last)
                {
                    last = told;
                    var urls = isUp ? await UrlsAsync(bin, cancellationToken) : [];
                    await notifications.PublishUpdateAsync(bin, snapshot => snapshot with
                    {
                        State = new ResourceStateSnapshot(told, isUp ? KnownResourceStateStyles.Success : null),
                        StartTimeStamp = isUp ? DateTime.UtcNow : snapshot.StartTimeStamp,
                        StopTimeStamp = KnownResourceStates.TerminalStates.Contains(told) ? DateTime.UtcNow : null,
                        Urls = urls,
                    });
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The application ends.
        }
    }

    private static async Task<ImmutableArray<UrlSnapshot>> UrlsAsync(EchoBinResource bin, CancellationToken cancellationToken) =>
    [
        new("capture", await bin.UriExpression.GetValueAsync(cancellationToken) ?? "", IsInternal: false) { DisplayProperties = new("Capture") },
        new("inspector", $"{bin.Parent.PagesEndpoint.Url}/inspect/{bin.BinName}", IsInternal: false) { DisplayProperties = new("Inspector") },
    ];
}
