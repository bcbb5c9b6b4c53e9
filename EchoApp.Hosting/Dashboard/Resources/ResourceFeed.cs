using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Dashboard.Streaming;

namespace EchoApp.Hosting.Dashboard.Resources;

/// <summary>The latest of every instance with a number that grows, so that any number of readers, however slow, find what is new to them.</summary>
internal sealed class ResourceFeed(ResourceNotificationService notifications)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Numbered> _latest = new(StringComparer.OrdinalIgnoreCase);
    private readonly ChangeSignal _changed = new();
    private long _newest;

    /// <summary>Wakes those who wait, until the token says so.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var _ in notifications.WatchAsync(cancellationToken))
            {
                _changed.Set();
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>Completes with the next change.</summary>
    public Task Next() => _changed.Next();

    /// <summary>The latest of what has changed after the cursor.</summary>
    /// <param name="cursor">0 for all; becomes what to ask with the next time.</param>
    public IReadOnlyList<ResourceEvent> After(ref long cursor)
    {
        lock (_gate)
        {
            foreach (var resourceEvent in notifications.Latest())
            {
                if (_latest.GetValueOrDefault(resourceEvent.ResourceId)?.Event != resourceEvent)
                {
                    _latest[resourceEvent.ResourceId] = new Numbered(++_newest, resourceEvent);
                }
            }

            var seen = cursor;
            cursor = _newest;
            return seen == _newest ? [] : [.. _latest.Values.Where(latest => latest.Number > seen).Select(latest => latest.Event)];
        }
    }

    private sealed record Numbered(long Number, ResourceEvent Event);
}
