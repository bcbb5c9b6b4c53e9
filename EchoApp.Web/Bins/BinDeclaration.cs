using EchoApp.Web.Storage;

namespace EchoApp.Web.Bins;

/// <summary>Brings the store to what configuration declares, when it starts or, where the store is not there yet, as soon as it is.</summary>
internal sealed partial class BinDeclaration(IStore store, IReadOnlyList<Bin> declared, TimeProvider time, ILogger<BinDeclaration> logger) : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);

    // The echo does not wait for a store that says nothing.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    // Whether the first try made them; an exception where the store can never be used.
    private readonly TaskCompletionSource<bool> _firstTry = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (store.WhyNotDurable is { } why)
        {
            Log.InMemory(logger, why);
        }

        await base.StartAsync(cancellationToken);
        await Task.WhenAny(_firstTry.Task, Task.Delay(_patience, time, cancellationToken));
        _firstTry.TrySetResult(false);
        if (!await _firstTry.Task)
        {
            Log.Waiting(logger);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!await TryDeclareAsync(stoppingToken))
            {
                _firstTry.TrySetResult(false);
                await Task.Delay(_interval, time, stoppingToken);
            }

            _firstTry.TrySetResult(true);
            await store.SweepAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (StoreUnavailableException)
        {
            // The next start sweeps.
        }
        catch (Exception exception)
        {
            // At the start the process ends with it; later the echo goes on without.
            if (!_firstTry.TrySetException(exception))
            {
                Log.Unusable(logger, exception.Message);
            }
        }
    }

    private async Task<bool> TryDeclareAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.PrepareAsync(cancellationToken);
            await store.Bins.DeclareAsync(declared, cancellationToken);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The store does not answer yet: until it does, bins answer 503.")]
        public static partial void Waiting(ILogger logger);

        [LoggerMessage(2, LogLevel.Warning, "What is captured is kept in memory alone, and ends with the process: {Why}")]
        public static partial void InMemory(ILogger logger, string why);

        [LoggerMessage(3, LogLevel.Error, "{Reason}")]
        public static partial void Unusable(ILogger logger, string reason);
    }
}
