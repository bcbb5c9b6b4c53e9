using EchoApp.Web.Storage;

namespace EchoApp.Web.Bins;

/// <summary>Brings the store to what configuration declares, when it starts or, where the store is not there yet, as soon as it is.</summary>
internal sealed partial class BinDeclaration(IStore store, IReadOnlyList<Bin> declared, TimeProvider time, ILogger<BinDeclaration> logger) : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
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
            if (await TryDeclareAsync(stoppingToken))
            {
                return;
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
    }
}
