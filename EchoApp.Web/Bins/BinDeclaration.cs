using EchoApp.Web.Storage;

namespace EchoApp.Web.Bins;

/// <summary>Brings the store to what configuration declares, when it starts or, where the store is not there yet, as soon as it is.</summary>
internal sealed partial class BinDeclaration(IStore store, IReadOnlyList<Bin> declared, TimeProvider time, ILogger<BinDeclaration> logger) : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);

    // The echo does not wait for a store that says nothing.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (store.WhyNotDurable is { } why)
        {
            Log.InMemory(logger, why);
        }

        if (!await TryDeclareAsync(cancellationToken))
        {
            Log.Waiting(logger);
            await base.StartAsync(cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await TryDeclareAsync(stoppingToken))
                {
                    return;
                }
            }
            catch (StartupException exception)
            {
                // At the start this ends the process; now that it runs, the echo goes on without.
                Log.Unusable(logger, exception.Message);
                return;
            }
        }
    }

    private async Task<bool> TryDeclareAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_patience);
        try
        {
            await store.PrepareAsync(deadline.Token).WaitAsync(deadline.Token);
            await store.Bins.DeclareAsync(declared, deadline.Token).WaitAsync(deadline.Token);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
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
