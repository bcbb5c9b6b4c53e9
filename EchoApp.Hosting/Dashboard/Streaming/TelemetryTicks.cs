using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Dashboard.Resources;

namespace EchoApp.Hosting.Dashboard.Streaming;

/// <summary>What the stream and the list of resources tell of telemetry: how much there is, and of whom.</summary>
internal sealed class TelemetryTicks
{
    private static readonly TelemetryCounts _none = new(0, 0);

    private readonly ChangeSignal _changed = new();
    private volatile Numbered? _latest;

    /// <summary>Completes with the next change.</summary>
    public Task Next() => _changed.Next();

    /// <param name="status">As the pages read it: JSON.</param>
    /// <param name="counts">By instance id, and by name where a resource sent no instance.</param>
    public void Publish(byte[] status, IReadOnlyDictionary<string, TelemetryCounts> counts)
    {
        _latest = new Numbered((_latest?.Number ?? 0) + 1, status, counts);
        _changed.Set();
    }

    /// <summary>The status, if it has changed.</summary>
    /// <param name="cursor">0 the first time; becomes what to ask with the next time.</param>
    public byte[]? After(ref long cursor)
    {
        if (_latest is not { } latest || latest.Number == cursor)
        {
            return null;
        }

        cursor = latest.Number;
        return latest.Status;
    }

    public TelemetryCounts CountsOf(ResourceEvent instance) =>
        _latest?.Counts.GetValueOrDefault(instance.ResourceId) ?? _latest?.Counts.GetValueOrDefault(instance.Resource.Name) ?? _none;

    private sealed record Numbered(long Number, byte[] Status, IReadOnlyDictionary<string, TelemetryCounts> Counts);
}
