using EchoApp.Web.Storage;

namespace EchoApp.Web.Retention;

/// <summary>Deletes in the background, little by little, what need not be kept any longer.</summary>
internal sealed partial class Sweeper(IStore store, RetentionOptions options, RetentionMetrics metrics, TimeProvider time, ILogger<Sweeper> logger) : BackgroundService
{
    /// <summary>Pieces of a bin that are deleted before the next bin has its turn.</summary>
    private const int MostPieces = 20;

    private const long Unknown = -1;

    /// <summary>Of the time, that goes into looking what there is to be deleted.</summary>
    private const int ShareOfLooking = 20;

    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);

    // While something is swept: little at a time, so that those who send notice nothing of it.
    private static readonly TimeSpan _shortestInterval = TimeSpan.FromMilliseconds(100);

    // Nothing has arrived: only ages, and what is set, may have changed.
    private static readonly TimeSpan _longestInterval = TimeSpan.FromSeconds(10);

    private long _lastPosition = Unknown;
    private long _plannedAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(await SweepAsync(stoppingToken), time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    /// <returns>In what time it is to be looked again.</returns>
    private async Task<TimeSpan> SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            var isPurged = await PurgeAsync(cancellationToken);
            var interval = await HasChangedAsync(cancellationToken) ? await SweepBinsAsync(cancellationToken) : _interval;
            return isPurged ? interval : _shortestInterval;
        }
        catch (StoreUnavailableException)
        {
            // That there is no store is told elsewhere, and the next round is soon.
            return _interval;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, exception);
            return _interval;
        }
    }

    /// <summary>What was deleted by queries may be much, or stuck, and is not to keep from being swept what need not be kept.</summary>
    /// <returns>Whether all of it is gone.</returns>
    private async Task<bool> PurgeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await store.Requests.PurgeAsync(time.GetUtcNow(), cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            // It is tried again in the next round, and those are soon enough.
            return true;
        }
    }

    private async Task<bool> HasChangedAsync(CancellationToken cancellationToken)
    {
        var position = await store.Requests.LastPositionAsync(cancellationToken);
        if (position == _lastPosition && time.GetElapsedTime(_plannedAt) < _longestInterval)
        {
            return false;
        }

        _lastPosition = position;
        _plannedAt = time.GetTimestamp();
        return true;
    }

    private async Task<TimeSpan> SweepBinsAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var bins = await store.Bins.ListAsync(cancellationToken);
        var looked = time.GetElapsedTime(started);
        var (swept, isAll) = await SweepAsync(RetentionPlan.OfEach(bins, options, time.GetUtcNow()), cancellationToken);

        // How much is too much in all is known once each bin has given what is too much of it.
        if (isAll && options.TotalBytes is not null)
        {
            started = time.GetTimestamp();
            bins = swept == 0 ? bins : await store.Bins.ListAsync(cancellationToken);
            looked += time.GetElapsedTime(started);
            swept += (await SweepAsync(RetentionPlan.OfAll(bins, options), cancellationToken)).Swept;
        }

        if (swept == 0)
        {
            return _interval;
        }

        _lastPosition = Unknown;
        return looked * ShareOfLooking > _shortestInterval ? looked * ShareOfLooking : _shortestInterval;
    }

    /// <returns>How many were deleted, and whether that is all that was planned.</returns>
    private async Task<(long Swept, bool IsAll)> SweepAsync(IReadOnlyList<(BinName Bin, Retained Retained)> plan, CancellationToken cancellationToken)
    {
        var (sum, isAll) = (0L, true);
        foreach (var (bin, retained) in plan)
        {
            var (swept, isAllOfBin) = await SweepBinAsync(bin, retained, cancellationToken);
            sum += swept;
            isAll &= isAllOfBin;
        }

        return (sum, isAll);
    }

    private async Task<(long Swept, bool IsAll)> SweepBinAsync(BinName bin, Retained retained, CancellationToken cancellationToken)
    {
        var sum = 0L;
        for (var piece = 0; piece < MostPieces; piece++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = await store.Requests.SweepAsync(bin, retained, cancellationToken);
            if (count is not > 0)
            {
                return (sum, IsAll: count is not null);
            }

            metrics.CountSwept(count.Value);
            sum += count.Value;
        }

        return (sum, IsAll: false);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "What need not be kept could not be deleted; it is tried again.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
