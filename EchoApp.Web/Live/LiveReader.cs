using EchoApp.Web.Storage;

namespace EchoApp.Web.Live;

/// <summary>Reads for one stream, which asks when it can take more: nothing is kept for it meanwhile.</summary>
/// <param name="filter">What it is told of.</param>
/// <param name="run">What has been read for all.</param>
/// <param name="requests">Where the rest is.</param>
/// <param name="events">Writes what is there.</param>
/// <param name="leave">What to do at the end.</param>
internal sealed class LiveReader(LiveFilter filter, FeedRun run, IRequestStore requests, LiveEvents events, Action leave) : IDisposable
{
    /// <summary>Rows: each has a target of up to 16 KiB, and details.</summary>
    private const int PageSize = 50;

    /// <summary>How long a search goes on before its reader is told what it has found.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(200);

    private EntryRing? _ring;

    /// <summary>Ends when there may be more. To be taken before reading.</summary>
    public Task Changed => run.Changed;

    /// <summary>What comes after a position, as far as it is there. Of a store that is another one by now, all.</summary>
    /// <exception cref="StoreUnavailableException">It would have to be read from the store, and cannot be.</exception>
    public async Task<LivePage> ReadAsync(long after, CancellationToken cancellationToken)
    {
        if (run.Ring is not { } ring)
        {
            return new([], after, HasMore: false);
        }

        if (_ring is { } last && last != ring)
        {
            after = Math.Min(after, ring.Begin);
        }

        var page = ring.Read(after, filter);
        if (page is null || (filter.NeedsStore && page.Entries.Count > 0))
        {
            page = await SearchAsync(after, ring.Last, cancellationToken);
        }

        // Who could not be told begins there the next time.
        _ring = ring;
        return page;
    }

    public void Dispose() => leave();

    /// <param name="after">The position.</param>
    /// <param name="known">What others have read to already: where the store has no more, there is nothing up to there.</param>
    /// <param name="cancellationToken">Ends it.</param>
    private async Task<LivePage> SearchAsync(long after, long known, CancellationToken cancellationToken)
    {
        var (found, next) = await requests.SearchAsync(filter.Query, SearchStart.After(after), PageSize, _patience, cancellationToken);
        List<LiveEntry> entries = [];
        var bytes = 0;
        foreach (var request in found)
        {
            if (bytes >= LivePage.MostBytes)
            {
                return new(entries, entries[^1].Position, HasMore: true);
            }

            entries.Add(events.Write(request));
            bytes += entries[^1].Event.Length;
        }

        return new(entries, next ?? Math.Max(entries.Count > 0 ? entries[^1].Position : after, known), HasMore: true);
    }
}
