namespace EchoApp.Hosting.Dashboard.Telemetry.Storage;

/// <summary>Looks through a ring a batch of references at a time, so that nobody who writes waits for a filter.</summary>
internal static class RingQuery
{
    /// <summary>A limit that is none.</summary>
    public const int All = int.MaxValue - 1;

    private const int BatchSize = 1_000;

    /// <summary>The last <paramref name="limit"/> that match before <paramref name="before"/>.</summary>
    public static Page<T> Newest<T>(SequencedRing<T> ring, Func<T, bool> matches, long before, int limit, CancellationToken cancellationToken)
        where T : class, ISequenced
    {
        var cursor = Math.Min(ring.Cursor, before - 1);
        var batch = new T[BatchSize];
        var found = new List<T>();
        var (next, copied) = (cursor + 1, BatchSize);
        while (copied == BatchSize && found.Count <= limit)
        {
            cancellationToken.ThrowIfCancellationRequested();
            copied = ring.CopyBefore(next, batch);
            found.AddRange(batch.Take(copied).Where(matches).Take(limit + 1 - found.Count));
            next = copied == 0 ? next : batch[copied - 1].Seq;
        }

        var hasMore = found.Count > limit;
        return new Page<T>([.. found.Take(limit).Reverse()], cursor, hasMore);
    }

    /// <summary>The first <paramref name="limit"/> that match after <paramref name="after"/> and before <paramref name="before"/>.</summary>
    public static Page<T> After<T>(SequencedRing<T> ring, Func<T, bool> matches, long after, long before, int limit, CancellationToken cancellationToken)
        where T : class, ISequenced
    {
        var batch = new T[BatchSize];
        var found = new List<T>();
        var (cursor, copied) = (after, BatchSize);
        while (copied == BatchSize && cursor < before - 1)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // Read before the copy: whatever has a number up to it is in the copy, or no longer kept.
            var newest = Math.Min(ring.Cursor, before - 1);
            copied = ring.CopyAfter(cursor, batch);
            foreach (var item in batch.Take(copied).TakeWhile(item => item.Seq < before).Where(matches))
            {
                if (found.Count == limit)
                {
                    return new Page<T>(found, found.Count == 0 ? after : found[^1].Seq, HasMore: true);
                }

                found.Add(item);
            }

            var last = copied == 0 ? cursor : Math.Min(batch[copied - 1].Seq, before - 1);
            cursor = copied == BatchSize ? last : Math.Max(Math.Max(cursor, newest), last);
        }

        return new Page<T>(found, cursor, HasMore: false);
    }
}
