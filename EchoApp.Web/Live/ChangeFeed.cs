using EchoApp.Web.Storage;

namespace EchoApp.Web.Live;

/// <summary>What is captured, by whichever process, for all live streams of this one. While there are none, nothing is read and nothing is kept.</summary>
internal sealed class ChangeFeed(IStore store, LiveEvents events, TimeProvider time, ILogger<ChangeFeed> logger) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private FeedRun? _run;
    private int _readers;

    /// <summary>The position that has been read to; null while nobody reads.</summary>
    public long? Position => Volatile.Read(ref _run)?.Ring?.Last;

    /// <summary>Begins to read. To be disposed of at the end.</summary>
    public LiveReader Join(LiveFilter filter)
    {
        lock (_lock)
        {
            _readers++;
            _run ??= new FeedRun(store.Requests, events, time, logger);
            return new LiveReader(filter, _run, store.Requests, events, Leave);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_run is { } run)
        {
            await run.DisposeAsync();
        }
    }

    private void Leave()
    {
        lock (_lock)
        {
            if (--_readers == 0)
            {
                _ = _run?.DisposeAsync().AsTask();
                _run = null;
            }
        }
    }
}
