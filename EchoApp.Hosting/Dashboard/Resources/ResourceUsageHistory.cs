using EchoApp.Hosting.Dashboard.Streaming;

namespace EchoApp.Hosting.Dashboard.Resources;

/// <summary>The last samples of every instance, and who waits for the next ones.</summary>
internal sealed class ResourceUsageHistory
{
    /// <summary>Samples kept of one instance.</summary>
    public const int Capacity = 60;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<Numbered>> _kept = new(StringComparer.OrdinalIgnoreCase);
    private readonly ChangeSignal _changed = new();
    private long _newest;
    private int _watching;

    /// <summary>Whether anybody looks, so that sampling is worth its time.</summary>
    public bool IsWatched => Volatile.Read(ref _watching) > 0;

    public void Add(ResourceUsage usage)
    {
        lock (_gate)
        {
            if (!_kept.TryGetValue(usage.Id, out var kept))
            {
                _kept[usage.Id] = kept = new Queue<Numbered>(Capacity);
            }

            if (kept.Count == Capacity)
            {
                kept.Dequeue();
            }

            kept.Enqueue(new Numbered(++_newest, usage));
        }

        _changed.Set();
    }

    /// <summary>The kept samples of all instances after the cursor, in the order in which they came.</summary>
    /// <param name="cursor">0 for all of them; becomes what to ask with the next time.</param>
    public IReadOnlyList<ResourceUsage> After(ref long cursor)
    {
        lock (_gate)
        {
            var seen = cursor;
            cursor = _newest;
            return seen == _newest ? [] : [.. _kept.Values.SelectMany(kept => kept.Where(sample => sample.Number > seen)).OrderBy(sample => sample.Number).Select(sample => sample.Usage)];
        }
    }

    /// <summary>Completes with the next sample.</summary>
    public Task Next() => _changed.Next();

    /// <summary>Somebody looks until the result is disposed.</summary>
    public IDisposable Watch() => new Watcher(this);

    private sealed record Numbered(long Number, ResourceUsage Usage);

    private sealed class Watcher : IDisposable
    {
        private ResourceUsageHistory? _history;

        public Watcher(ResourceUsageHistory history)
        {
            _history = history;
            Interlocked.Increment(ref history._watching);
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _history, null) is { } history)
            {
                Interlocked.Decrement(ref history._watching);
            }
        }
    }
}
