namespace EchoApp.Web.Storage;

/// <summary>The bins. Every member throws <see cref="StoreUnavailableException"/> while the store cannot be used.</summary>
internal interface IBinStore
{
    /// <returns>False, and nothing is changed, when there is one of that name.</returns>
    /// <exception cref="TooManyBinsException">There are <paramref name="most"/> already.</exception>
    Task<bool> TryCreateAsync(Bin bin, int most, CancellationToken cancellationToken);

    /// <summary>Makes those that are not there, gives all of them these settings, and takes the mark of being declared off all others.</summary>
    Task DeclareAsync(IReadOnlyList<Bin> bins, CancellationToken cancellationToken);

    Task<Bin?> FindAsync(BinName name, CancellationToken cancellationToken);

    /// <summary>All of them, by name.</summary>
    Task<IReadOnlyList<Bin>> ListAsync(CancellationToken cancellationToken);

    /// <returns>Null when there is none of that name.</returns>
    Task<Bin?> UpdateAsync(BinName name, BinSettings settings, CancellationToken cancellationToken);

    /// <summary>Removes it with its requests. Another of the same name begins empty.</summary>
    /// <returns>False when there is none of that name.</returns>
    Task<bool> DeleteAsync(BinName name, CancellationToken cancellationToken);
}
