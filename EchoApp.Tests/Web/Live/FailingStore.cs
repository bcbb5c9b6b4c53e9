using EchoApp.Web.Queries;
using EchoApp.Web.Storage;

namespace EchoApp.Tests.Web.Live;

/// <summary>A store whose requests cannot be followed for as long as that is said.</summary>
internal sealed class FailingStore(IStore store) : IStore, IRequestStore
{
    private int _failures;
    private int _reads;

    public bool IsDown { get; set; }

    /// <summary>How often it was asked in vain.</summary>
    public int Failures => Volatile.Read(ref _failures);

    /// <summary>How often it was asked.</summary>
    public int Reads => Volatile.Read(ref _reads);

    public IBinStore Bins => store.Bins;

    public IRequestStore Requests => this;

    public ISessionStore Sessions => store.Sessions;

    public string? WhyNotDurable => store.WhyNotDurable;

    public Task<IReadOnlyList<ListedRequest>> FollowAsync(long after, int limit, CancellationToken cancellationToken) =>
        Reading().FollowAsync(after, limit, cancellationToken);

    public Task<FoundRequests> SearchAsync(Query query, SearchStart start, int limit, TimeSpan patience, CancellationToken cancellationToken) =>
        Reading().SearchAsync(query, start, limit, patience, cancellationToken);

    public Task<long> LastPositionAsync(CancellationToken cancellationToken) => store.Requests.LastPositionAsync(cancellationToken);

    public Task<GivenPositions> GivenPositionsAsync(CancellationToken cancellationToken) => store.Requests.GivenPositionsAsync(cancellationToken);

    public Task WatchAsync(Action changed, CancellationToken cancellationToken) => store.Requests.WatchAsync(changed, cancellationToken);

    public ValueTask<bool> AppendAsync(CapturedRequest request) => store.Requests.AppendAsync(request);

    public Task<int?> SweepAsync(BinName bin, Retained retained, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<StoredRequest?> FindAsync(BinName bin, Guid id, CancellationToken cancellationToken) => Reading().FindAsync(bin, id, cancellationToken);

    public Task<bool> DeleteAsync(BinName bin, Guid id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<long> DeleteAllAsync(BinName bin, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ListedRequest?> MarkAsync(BinName bin, Guid id, Func<Marks, Marks> change, CancellationToken cancellationToken) =>
        store.Requests.MarkAsync(bin, id, change, cancellationToken);

    public Task<Removal> RemoveAsync(Guid removal, Query query, Func<DateTimeOffset> end, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<Removal>> ListRemovalsAsync(DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Restored?> RestoreAsync(Guid removal, DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> PurgeAsync(DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task PrepareAsync(CancellationToken cancellationToken) => store.PrepareAsync(cancellationToken);

    public Task SweepAsync(CancellationToken cancellationToken) => store.SweepAsync(cancellationToken);

    public Task<string> DescribeAsync(CancellationToken cancellationToken) => store.DescribeAsync(cancellationToken);

    public Task<long> MeasureAsync(CancellationToken cancellationToken) => store.MeasureAsync(cancellationToken);

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private IRequestStore Reading()
    {
        Interlocked.Increment(ref _reads);
        if (IsDown)
        {
            Interlocked.Increment(ref _failures);
            throw new StoreUnavailableException("The store does not answer.");
        }

        return store.Requests;
    }
}
