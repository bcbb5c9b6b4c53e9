namespace EchoApp.Web.Storage.Postgres;

internal sealed class SessionTable(Session session) : ISessionStore
{
    public async Task AddAsync(byte[] key, DateTimeOffset now, DateTimeOffset end, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync("DELETE FROM echoapp.sessions WHERE ends_at <= $1", cancellationToken, UnixTime.ToMicroseconds(now));
        await session.ExecuteAsync("INSERT INTO echoapp.sessions (key, ends_at) VALUES ($1, $2)", cancellationToken, key, UnixTime.ToMicroseconds(end));
    }

    public async Task<bool> ExistsAsync(byte[] key, DateTimeOffset now, CancellationToken cancellationToken) => (await session.ReadAllAsync(
        _ => true, "SELECT 1 FROM echoapp.sessions WHERE key = $1 AND ends_at > $2", cancellationToken, key, UnixTime.ToMicroseconds(now))).Count > 0;

    public Task RemoveAsync(byte[] key, CancellationToken cancellationToken) =>
        session.ExecuteAsync("DELETE FROM echoapp.sessions WHERE key = $1", cancellationToken, key);

    public async Task<long> RemoveAllAsync(CancellationToken cancellationToken) => await session.ExecuteAsync("DELETE FROM echoapp.sessions", cancellationToken);

    public async Task<bool> TryAddAsync(Guid link, DateTimeOffset linkEnd, byte[] key, DateTimeOffset now, DateTimeOffset end, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync("DELETE FROM echoapp.used_links WHERE ends_at <= $1", cancellationToken, UnixTime.ToMicroseconds(now));
        return await session.ExecuteAsync(
            """
            WITH used AS (INSERT INTO echoapp.used_links (id, ends_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id)
            INSERT INTO echoapp.sessions (key, ends_at) SELECT $3, $4 FROM used
            """,
            cancellationToken,
            link,
            UnixTime.ToMicroseconds(linkEnd),
            key,
            UnixTime.ToMicroseconds(end)) > 0;
    }
}
