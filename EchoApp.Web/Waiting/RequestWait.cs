using EchoApp.Web.Live;
using EchoApp.Web.Queries;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Waiting;

/// <summary>Waits once for requests that come to a bin, or are there already.</summary>
/// <param name="services">What follows the store.</param>
/// <param name="bin">The bin.</param>
/// <param name="expected">What is waited for.</param>
internal sealed class RequestWait(LiveServices services, Bin bin, Expectation expected)
{
    private const int PageSize = 50;

    /// <summary>How long one search goes on; the next goes on from there.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(200);

    /// <summary>How long what is there is looked through, whatever the time to wait: to break off would be to say that it is not there.</summary>
    private static readonly TimeSpan _longestSearch = TimeSpan.FromSeconds(20);

    /// <summary>Until a store is asked again that did not answer.</summary>
    private static readonly TimeSpan _retry = TimeSpan.FromSeconds(1);

    /// <summary>Between two looks at whether who waits may still be told.</summary>
    private static readonly TimeSpan _beat = TimeSpan.FromSeconds(5);

    private readonly LiveFilter _filter = new(bin.Name, expected.Query.Query);
    private readonly List<StoredRequest> _requests = [];
    private readonly long _started = services.Time.GetTimestamp();

    public bool IsSatisfied => _requests.Count == expected.Count;

    /// <summary>Those that have come, in order; no more than are waited for.</summary>
    public IReadOnlyList<StoredRequest> Requests => _requests;

    /// <summary>The position up to which all is known.</summary>
    public long Position { get; private set; } = expected.After;

    public TimeSpan Elapsed => services.Time.GetElapsedTime(_started);

    private TimeSpan Left => expected.Timeout - Elapsed;

    /// <param name="context">Of who waits.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>False where who waits may no longer be told, or the bin is gone.</returns>
    /// <exception cref="StoreUnavailableException">It cannot be told whether they have come.</exception>
    /// <exception cref="QueryTooSlowException">The same.</exception>
    public async Task<bool> RunAsync(HttpContext context, CancellationToken cancellationToken)
    {
        // A marker of another store may be beyond all that there is here.
        var last = await services.Store.Requests.LastPositionAsync(cancellationToken);
        Position = expected.Count == 0 ? last : Math.Min(Position, last);
        await SearchAsync(cancellationToken);
        if (!IsSatisfied && expected.Timeout > TimeSpan.Zero)
        {
            using var reader = services.Feed.Join(_filter);
            var access = new ReaderAccess(services, context, _beat, bin);
            while (!IsSatisfied && Left > TimeSpan.Zero)
            {
                await FollowAsync(reader, access, cancellationToken);
                if (!await access.HoldsAsync(cancellationToken))
                {
                    return false;
                }
            }

            // What was committed before the time was up counts, whether or not the feed has told of it.
            await SearchAsync(cancellationToken);
        }

        // What was sent to another bin of its name does not count.
        return (await services.Store.Bins.FindAsync(bin.Name, cancellationToken))?.CreatedAt == bin.CreatedAt;
    }

    private async Task FollowAsync(LiveReader reader, ReaderAccess access, CancellationToken cancellationToken)
    {
        var changed = reader.Changed;
        try
        {
            var page = await reader.ReadAsync(Position, cancellationToken);
            await TakeAsync(page.Entries.Select(entry => (entry.Position, entry.Record)), page.Position, cancellationToken);
            if (!page.HasMore && !IsSatisfied)
            {
                await WaitAsync(changed, access, cancellationToken);
            }
        }
        catch (StoreUnavailableException)
        {
            await WaitAsync(Task.Delay(_retry, services.Time, cancellationToken), access, cancellationToken);
        }
    }

    private async Task WaitAsync(Task more, ReaderAccess access, CancellationToken cancellationToken)
    {
        var longest = Math.Min(Left.Ticks, _beat.Ticks - access.Elapsed.Ticks);
        try
        {
            await more.WaitAsync(TimeSpan.FromTicks(Math.Max(0, longest)), services.Time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // It is time for something else.
        }
    }

    /// <summary>Takes what is there.</summary>
    private async Task SearchAsync(CancellationToken cancellationToken)
    {
        var started = services.Time.GetTimestamp();
        for (var isAll = false; !isAll && !IsSatisfied;)
        {
            if (services.Time.GetElapsedTime(started) > _longestSearch)
            {
                throw new QueryTooSlowException($"To look through what the bin has takes longer than {_longestSearch.TotalSeconds} s. Wait for what comes behind a position, with {AwaitInput.After}, which {AwaitInput.Count}=0 tells; or ask for it by path, status or header.");
            }

            var last = await services.Store.Requests.LastPositionAsync(cancellationToken);
            var (found, next) = await services.Store.Requests.SearchAsync(_filter.Query, SearchStart.After(Position), PageSize, _patience, cancellationToken);
            isAll = next is null;
            await TakeAsync(found.Select(request => (request.Position, request.Record)), next ?? Math.Max(last, found is [.., var newest] ? newest.Position : 0), cancellationToken);
        }
    }

    /// <param name="found">What has been found, in order.</param>
    /// <param name="position">Up to where that is all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    private async Task TakeAsync(IEnumerable<(long Position, RequestRecord Record)> found, long position, CancellationToken cancellationToken)
    {
        foreach (var request in found)
        {
            // One that somebody has deleted since was not waited for.
            if (await services.Store.Requests.FindAsync(bin.Name, request.Record.Id, cancellationToken) is { } stored)
            {
                // Its body is asked for by itself: a hundred of them, for minutes, would be much.
                _requests.Add(stored with { Body = default });
            }

            Position = request.Position;
            if (IsSatisfied)
            {
                return;
            }
        }

        Position = position;
    }
}
