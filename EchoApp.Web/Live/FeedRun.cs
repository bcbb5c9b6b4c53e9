using EchoApp.Web.Storage;

namespace EchoApp.Web.Live;

/// <summary>Follows the store for as long as there are readers: one for all of them, from where it began.</summary>
internal sealed partial class FeedRun : IAsyncDisposable
{
    private const int MostEntries = 2000;
    private const long MostBytes = 4 * 1024 * 1024;
    private const int PageSize = 500;

    /// <summary>Between two looks into the store: under load each finds many requests, and all readers are woken once for them.</summary>
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Until a store is tried again that could not be read.</summary>
    private static readonly TimeSpan _retry = TimeSpan.FromMilliseconds(500);

    private readonly IRequestStore _requests;
    private readonly LiveEvents _events;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _end = new();
    private readonly Pulse _committed = new();
    private readonly Pulse _read = new();
    private readonly Task _running;
    private volatile EntryRing? _ring;
    private long _series;

    public FeedRun(IRequestStore requests, LiveEvents events, TimeProvider time, ILogger logger)
    {
        _requests = requests;
        _events = events;
        _time = time;
        _logger = logger;
        _running = Task.Run(RunAsync);
    }

    /// <summary>What it has read last; null until the store has answered for the first time.</summary>
    public EntryRing? Ring => _ring;

    /// <summary>Ends when there is more in <see cref="Ring"/>.</summary>
    public Task Changed => _read.Next;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _running;
        _end.Dispose();
    }

    private async Task RunAsync()
    {
        var watching = _requests.WatchAsync(_committed.Set, _end.Token);
        try
        {
            while (true)
            {
                var committed = _committed.Next;
                if (await TryReadAsync(_end.Token))
                {
                    await Task.Delay(_pause, _time, _end.Token);
                    await committed.WaitAsync(_end.Token);
                }
                else
                {
                    await Task.Delay(_retry, _time, _end.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // It ends with the same token, and with nothing else.
            await Task.WhenAny(watching);
        }
    }

    /// <returns>Whether all that there is was read.</returns>
    private async Task<bool> TryReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var ring = _ring ?? await BeginAsync(cancellationToken);
            if (!await TryReadNewAsync(ring, cancellationToken))
            {
                await FollowGivenAsync(ring, cancellationToken);
            }

            return true;
        }
        catch (StoreUnavailableException)
        {
            // Who stores tells of it.
            return false;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(_logger, exception);
            return false;
        }
    }

    private async Task<EntryRing> BeginAsync(CancellationToken cancellationToken)
    {
        _series = (await _requests.GivenPositionsAsync(cancellationToken)).Series;
        return Begin(await _requests.LastPositionAsync(cancellationToken));
    }

    /// <summary>Begins anew where nothing more would come behind the last that was read.</summary>
    private async Task FollowGivenAsync(EntryRing ring, CancellationToken cancellationToken)
    {
        var (series, last) = await _requests.GivenPositionsAsync(cancellationToken);
        if (series == _series && last >= ring.Last)
        {
            return;
        }

        // All that new tables hold is new; of those that have lost commits, what comes from now on.
        var begin = series == _series ? last : 0;
        _series = series;
        await TryReadNewAsync(Begin(begin), cancellationToken);
    }

    private EntryRing Begin(long position)
    {
        var ring = new EntryRing(position, MostEntries, MostBytes);

        // Who wants to go on from before that has waited for this.
        _ring = ring;
        _read.Set();
        return ring;
    }

    /// <returns>Whether there was anything new.</returns>
    private async Task<bool> TryReadNewAsync(EntryRing ring, CancellationToken cancellationToken)
    {
        var before = ring.Last;
        IReadOnlyList<ListedRequest> page;
        do
        {
            page = await _requests.FollowAsync(ring.Last, PageSize, cancellationToken);
            foreach (var request in page)
            {
                ring.Add(_events.Write(request));
            }

            if (page.Count > 0)
            {
                _read.Set();
            }
        }
        while (page.Count == PageSize);
        return ring.Last > before;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "What is captured could not be read for live streams. It is tried again.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
