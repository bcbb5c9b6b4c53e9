namespace EchoApp.Web.Storage;

/// <summary>The sessions of browsers, and the login links that have been used. Every member throws <see cref="StoreUnavailableException"/> while the store cannot be used.</summary>
internal interface ISessionStore
{
    /// <summary>Begins a session. Those that have ended by <paramref name="now"/> are forgotten.</summary>
    /// <param name="key">Tells it from all others, and is not what its browser shows.</param>
    /// <param name="now">The time.</param>
    /// <param name="end">When it ends.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task AddAsync(byte[] key, DateTimeOffset now, DateTimeOffset end, CancellationToken cancellationToken);

    Task<bool> ExistsAsync(byte[] key, DateTimeOffset now, CancellationToken cancellationToken);

    Task RemoveAsync(byte[] key, CancellationToken cancellationToken);

    /// <returns>How many there were.</returns>
    Task<long> RemoveAllAsync(CancellationToken cancellationToken);

    /// <summary>Uses a link, once for all who share the store, to begin a session: both or neither.</summary>
    /// <param name="link">Tells it from all others.</param>
    /// <param name="linkEnd">When it ends by itself, and need not be remembered any longer.</param>
    /// <param name="key">Of the session.</param>
    /// <param name="now">The time.</param>
    /// <param name="end">When the session ends.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False, and there is no session, when the link has been used.</returns>
    Task<bool> TryAddAsync(Guid link, DateTimeOffset linkEnd, byte[] key, DateTimeOffset now, DateTimeOffset end, CancellationToken cancellationToken);
}
