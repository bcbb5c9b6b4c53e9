using Microsoft.Data.Sqlite;

namespace EchoApp.Web.Storage.Sqlite;

internal sealed class SessionTable(Connections connections, SqliteConnection writing, WriteQueue writer) : ISessionStore
{
    public Task AddAsync(byte[] key, DateTimeOffset now, DateTimeOffset end, CancellationToken cancellationToken) => writer.ExecuteAsync(() =>
    {
        using var write = new WriteCommand(writing);
        Add(write, key, now, end);
        write.Commit();
        return true;
    });

    public Task<bool> TryAddAsync(Guid link, DateTimeOffset linkEnd, byte[] key, DateTimeOffset now, DateTimeOffset end, CancellationToken cancellationToken) => writer.ExecuteAsync(() =>
    {
        using var write = new WriteCommand(writing);
        write.Set("DELETE FROM used_links WHERE ends_at <= $now", ("$now", UnixTime.ToMicroseconds(now))).Run();
        if (write.Set(
            "INSERT INTO used_links (id, ends_at) VALUES ($id, $end) ON CONFLICT DO NOTHING",
            ("$id", link.ToByteArray(bigEndian: true)),
            ("$end", UnixTime.ToMicroseconds(linkEnd))).Run() == 0)
        {
            return false;
        }

        Add(write, key, now, end);
        write.Commit();
        return true;
    });

    public Task<bool> ExistsAsync(byte[] key, DateTimeOffset now, CancellationToken cancellationToken) =>
        Task.FromResult(connections.Read(connection =>
        {
            using var query = new ReadCommand(
                connection, "SELECT 1 FROM sessions WHERE key = $key AND ends_at > $now", [("$key", key), ("$now", UnixTime.ToMicroseconds(now))]);
            return query.ReadAll(_ => true).Count > 0;
        }));

    public Task RemoveAsync(byte[] key, CancellationToken cancellationToken) => writer.RunAsync("DELETE FROM sessions WHERE key = $key", ("$key", key));

    public async Task<long> RemoveAllAsync(CancellationToken cancellationToken) => await writer.RunAsync("DELETE FROM sessions");

    private static void Add(WriteCommand write, byte[] key, DateTimeOffset now, DateTimeOffset end)
    {
        write.Set("DELETE FROM sessions WHERE ends_at <= $now", ("$now", UnixTime.ToMicroseconds(now))).Run();
        write.Set("INSERT INTO sessions (key, ends_at) VALUES ($key, $end)", ("$key", key), ("$end", UnixTime.ToMicroseconds(end))).Run();
    }
}
