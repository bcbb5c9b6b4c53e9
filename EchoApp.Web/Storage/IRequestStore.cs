namespace EchoApp.Web.Storage;

/// <summary>The requests of the bins. Every member throws <see cref="StoreUnavailableException"/> while the store cannot be used.</summary>
internal interface IRequestStore
{
    /// <summary>Stores a request: when this has ended well, it survives the end of the process, of the store, and of the machine's power.</summary>
    /// <returns>False when its bin is not there, or no longer.</returns>
    ValueTask<bool> AppendAsync(CapturedRequest request);

    /// <summary>A page of a bin's requests, newest first.</summary>
    /// <param name="bin">The bin.</param>
    /// <param name="before">The position of the last of the page before; null for the first page.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<IReadOnlyList<ListedRequest>> ListAsync(BinName bin, long? before, int limit, CancellationToken cancellationToken);

    /// <summary>The requests of a bin, or of all, that were committed after a position, in that order. Who goes on from the last one misses none.</summary>
    Task<IReadOnlyList<ListedRequest>> FollowAsync(BinName? bin, long after, int limit, CancellationToken cancellationToken);

    /// <summary>Removes all but so many of the newest of a bin.</summary>
    /// <returns>How many there were to remove.</returns>
    Task<long> TrimAsync(BinName bin, int keep, CancellationToken cancellationToken);

    Task<StoredRequest?> FindAsync(BinName bin, Guid id, CancellationToken cancellationToken);

    /// <returns>False when it is not there.</returns>
    Task<bool> DeleteAsync(BinName bin, Guid id, CancellationToken cancellationToken);

    /// <summary>Removes those that are there now; what arrives meanwhile stays.</summary>
    /// <returns>How many there were.</returns>
    Task<long> DeleteAllAsync(BinName bin, CancellationToken cancellationToken);
}
