namespace EchoApp.Web.Storage;

/// <summary>The bins. Every member throws <see cref="StoreUnavailableException"/> while the store cannot be used.</summary>
internal interface IBinStore
{
    const int MostCounts = 10_000;

    /// <returns>False, and nothing is changed, when there is one of that name.</returns>
    /// <exception cref="TooManyBinsException">There are <paramref name="most"/> already.</exception>
    Task<bool> TryCreateAsync(Bin bin, int most, CancellationToken cancellationToken);

    /// <summary>Makes those that are not there, gives all of them these settings, and takes the mark of being declared off all others.</summary>
    Task DeclareAsync(IReadOnlyList<Bin> bins, CancellationToken cancellationToken);

    Task<Bin?> FindAsync(BinName name, CancellationToken cancellationToken);

    /// <summary>The same with what it holds.</summary>
    Task<MeasuredBin?> MeasureAsync(BinName name, CancellationToken cancellationToken);

    /// <summary>All of them, by name.</summary>
    Task<IReadOnlyList<MeasuredBin>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Changes its settings, of which nobody else changes anything meanwhile.</summary>
    /// <param name="name">The bin.</param>
    /// <param name="change">Makes the new ones of the present ones. What it throws is thrown, and nothing is changed.</param>
    /// <param name="beginsScript">Whether the bin's script begins anew with that.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null when there is none of that name.</returns>
    Task<Bin?> UpdateAsync(BinName name, Func<BinSettings, BinSettings> change, bool beginsScript, CancellationToken cancellationToken);

    /// <summary>Counts one more request of those that go through the bin's script together; the count is shared by all that use the store.</summary>
    /// <param name="name">The bin.</param>
    /// <param name="key">Which of them. Of more than <see cref="MostCounts"/> in a bin those that have not come for longest are forgotten.</param>
    /// <param name="at">When it came.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many there were, with this one; 1 when there is no such bin.</returns>
    Task<long> CountAsync(BinName name, string key, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Removes it with its requests. Another of the same name begins empty.</summary>
    /// <returns>False when there is none of that name.</returns>
    Task<bool> DeleteAsync(BinName name, CancellationToken cancellationToken);
}
