using EchoApp.Web.Storage.Moving;
using Microsoft.Data.Sqlite;

namespace EchoApp.Web.Storage.Sqlite;

/// <summary>All that an embedded store holds which nobody uses, to be moved to another. What was removed and could still be brought back is left out.</summary>
internal sealed class MoveSource : IDisposable
{
    private const string There = $"FROM {RequestTable.Tables} WHERE {RequestTable.IsThere}";

    private readonly SqliteConnection _connection;

    /// <param name="path">The file, which is brought to the newest schema, as by a start.</param>
    /// <exception cref="StartupException">It was found damaged.</exception>
    /// <exception cref="SchemaTooNewException">It is of a newer EchoApp.</exception>
    /// <exception cref="SqliteException">It cannot be read.</exception>
    /// <exception cref="StoreUnavailableException">It cannot be opened.</exception>
    public MoveSource(string path)
    {
        SqliteLibrary.Load();
        var connections = new Connections(path);
        _connection = connections.OpenWriter();
        try
        {
            connections.Damage.RefuseToStart(_connection);
            Migrations.Apply(_connection);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public long CountRequests() => Read($"SELECT count(*) {There}", row => row.GetInt64(0)).Single();

    public IReadOnlyList<MovedBin> ReadBins() =>
    [
        .. Read(
            $"SELECT {BinTable.Columns}, u.swept, b.key FROM bins b JOIN bin_usage u ON u.bin = b.key ORDER BY b.key",
            row => new MovedBin(
                BinTable.Bin(row),
                row.GetInt64(4),
                [.. Read("SELECT key, count, used FROM counts WHERE bin = $bin", count => new MovedCount(count.GetString(0), count.GetInt64(1), count.GetInt64(2)), ("$bin", row.GetInt64(5)))])),
    ];

    /// <summary>By position.</summary>
    public IEnumerable<MovedRequest> ReadRequests() => Read(
        $"SELECT {RequestTable.Columns}, r.head, r.body {There} ORDER BY r.position",
        row => new MovedRequest(row.GetInt64(0), new(RequestTable.Record(row), row.GetFieldValue<byte[]>(12), row.GetFieldValue<byte[]>(13))));

    public MovedSessions ReadSessions() => new(
        [.. Read("SELECT key, ends_at FROM sessions", row => (row.GetFieldValue<byte[]>(0), row.GetInt64(1)))],
        [.. Read("SELECT id, ends_at FROM used_links", row => (new Guid(row.GetFieldValue<byte[]>(0), bigEndian: true), row.GetInt64(1)))]);

    public MovedTotals ReadTotals() =>
        Read("SELECT p.last, u.latest, u.lateness FROM positions p, usage u", row => new MovedTotals(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2))).Single();

    public void Dispose()
    {
        _connection.Dispose();
        SqliteConnection.ClearPool(_connection);
    }

    private IEnumerable<T> Read<T>(string sql, Func<SqliteDataReader, T> read, params (string Name, object Value)[] parameters)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return read(rows);
        }
    }
}
