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
            await store.Requests.PurgeAsync(time.GetUtcNow(), cancellationToken);
            return await HasChangedAsync(cancellationToken) ? await SweepBinsAsync(cancellationToken) : _interval;
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
        var plan = RetentionPlan.Make(bins, await store.MeasureAsync(cancellationToken), options, time.GetUtcNow());
        var looked = time.GetElapsedTime(started);
        var swept = 0L;
        foreach (var (bin, retained) in plan)
        {
            swept += await SweepBinAsync(bin, retained, cancellationToken);
        }

        if (swept == 0)
        {
            return _interval;
        }

        _lastPosition = Unknown;
        return looked * ShareOfLooking > _shortestInterval ? looked * ShareOfLooking : _shortestInterval;
    }

    /// <returns>How many were deleted.</returns>
    private async Task<long> SweepBinAsync(BinName bin, Retained retained, CancellationToken cancellationToken)
    {
        var sum = 0L;
        for (var piece = 0; piece < MostPieces; piece++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = await store.Requests.SweepAsync(bin, retained, cancellationToken);
            if (count == 0)
            {
                break;
            }

            metrics.CountSwept(count);
            sum += count;
        }

        return sum;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "What need not be kept could not be deleted; it is tried again.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
