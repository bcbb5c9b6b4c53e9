using EchoApp.Web.Queries;

namespace EchoApp.Web.Storage;

/// <summary>The requests of the bins. Every member throws <see cref="StoreUnavailableException"/> while the store cannot be used.</summary>
internal interface IRequestStore
{
    /// <summary>Stores a request: when this has ended well, it survives the end of the process, of the store, and of the machine's power.</summary>
    /// <returns>False when its bin is not there, or no longer.</returns>
    ValueTask<bool> AppendAsync(CapturedRequest request);

    /// <summary>Finds requests in the order of their positions.</summary>
    /// <param name="query">Which.</param>
    /// <param name="start">Where it begins, and which way it goes.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="patience">After which time it gives what it has found.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<FoundRequests> SearchAsync(Query query, SearchStart start, int limit, TimeSpan patience, CancellationToken cancellationToken);

    /// <summary>The requests that were committed after a position, in that order. Who goes on from the last one misses none.</summary>
    Task<IReadOnlyList<ListedRequest>> FollowAsync(long after, int limit, CancellationToken cancellationToken);

    /// <summary>The position of the newest that is there, or was: all that are committed from now on have greater ones. 0 when there is none.</summary>
    Task<long> LastPositionAsync(CancellationToken cancellationToken);

    /// <summary>How far positions have been given.</summary>
    Task<GivenPositions> GivenPositionsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Calls back after every commit of requests, whichever process has made it, and whenever it cannot tell whether there was one. One call may stand for many
    /// commits. It does not give up while the store cannot be used.
    /// </summary>
    /// <param name="changed">Has to be quick; from any thread, at any time, also before this has returned.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperationCanceledException">Nothing else ends it.</exception>
    Task WatchAsync(Action changed, CancellationToken cancellationToken);

    /// <summary>Deletes some of the oldest of what is not to stay, and counts them as swept: what is pinned stays. It may be lost when power fails, and is to be done again then.</summary>
    /// <returns>How many; 0 where there is nothing more, and null where another process is at it.</returns>
    Task<int?> SweepAsync(BinName bin, Retained retained, CancellationToken cancellationToken);

    Task<StoredRequest?> FindAsync(BinName bin, Guid id, CancellationToken cancellationToken);

    /// <summary>Changes what people have put on a request.</summary>
    /// <returns>The request as it is then, without its bytes; null when it is not there.</returns>
    Task<ListedRequest?> MarkAsync(BinName bin, Guid id, Func<Marks, Marks> change, CancellationToken cancellationToken);

    /// <returns>False when it is not there.</returns>
    Task<bool> DeleteAsync(BinName bin, Guid id, CancellationToken cancellationToken);

    /// <summary>Deletes those that are there now, and for good what was removed and could be brought back; what arrives meanwhile stays.</summary>
    /// <returns>How many there were, to be seen.</returns>
    Task<long> DeleteAllAsync(BinName bin, CancellationToken cancellationToken);

    /// <summary>Removes those that a query asks for and that are there now, in such a way that they can be brought back until <paramref name="end"/>.</summary>
    /// <param name="removal">What it is called.</param>
    /// <param name="query">Which.</param>
    /// <param name="end">Tells the time until which, once all are removed.</param>
    /// <param name="cancellationToken">Breaks it off: nothing is removed then.</param>
    Task<Removal> RemoveAsync(Guid removal, Query query, Func<DateTimeOffset> end, CancellationToken cancellationToken);

    /// <summary>The newest removals that can be undone, each with how many requests it has marked: one that another has removed too counts in both.</summary>
    Task<IReadOnlyList<Removal>> ListRemovalsAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Brings back what was removed.</summary>
    /// <returns>Null where there is no such removal, or no longer.</returns>
    Task<Restored?> RestoreAsync(Guid removal, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Deletes what can no longer be brought back, and ends what was broken off; of what is much, some.</summary>
    /// <returns>Whether that is all.</returns>
    Task<bool> PurgeAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
