using EchoApp.Web.Storage;
using Xunit;

namespace EchoApp.Tests.Web.Storage;

/// <summary>Counts how often a store says that something may have changed.</summary>
internal sealed class WatchedStore : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly Task _watching;
    private int _calls;

    public WatchedStore(IStore store) => _watching = store.Requests.WatchAsync(() => Interlocked.Increment(ref _calls), _end.Token);

    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Ends as the contract says, whatever goes on in the store.</summary>
    public async Task EndAsync()
    {
        await _end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _watching);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _end.Dispose();
    }
}
