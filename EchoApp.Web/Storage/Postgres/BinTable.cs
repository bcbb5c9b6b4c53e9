using Npgsql;

namespace EchoApp.Web.Storage.Postgres;

internal sealed class BinTable(Session session) : IBinStore
{
    private const string Columns = "name, declared, created_at, settings";

    // The newest of a bin by the index that begins with it alone: by positions, that of a bin without requests would be looked for among those of all.
    private static readonly string _measure = $"""
        SELECT {Columns}, u.requests, u.bytes, u.pinned, u.pinned_bytes, u.swept, (
            SELECT min(o.received_at) FROM (SELECT r.received_at FROM echoapp.requests r WHERE r.bin = b.key AND NOT r.pinned ORDER BY r.position LIMIT {Retained.OldestLookedAt}) o), (
            SELECT r.received_at FROM echoapp.requests r WHERE r.bin >= b.key AND r.bin <= b.key ORDER BY r.bin DESC, r.position DESC LIMIT 1)
        FROM echoapp.bins b JOIN echoapp.bin_usage u ON u.bin = b.key
        """;

    // So many rows at once, so that no transaction is long.
    private static readonly string _sweepSome = $"""
        DELETE FROM echoapp.requests WHERE position IN (
            SELECT r.position FROM echoapp.requests r WHERE NOT EXISTS (SELECT FROM echoapp.bins b WHERE b.key = r.bin) ORDER BY r.position LIMIT {Piece.MostRows} FOR UPDATE)
        """;

    private const string Count = """
        INSERT INTO echoapp.counts AS c (bin, key, count, used) SELECT b.key, $2, 1, $3 FROM echoapp.bins b WHERE b.name = $1 FOR KEY SHARE
        ON CONFLICT (bin, key) DO UPDATE SET count = c.count + 1, used = excluded.used
        RETURNING count
        """;

    private const string ResetCounts = "DELETE FROM echoapp.counts WHERE bin = (SELECT key FROM echoapp.bins WHERE name = $1)";

    private const string ForgetCounts = """
        DELETE FROM echoapp.counts WHERE bin = (SELECT key FROM echoapp.bins WHERE name = $1)
            AND used <= (SELECT used FROM echoapp.counts WHERE bin = (SELECT key FROM echoapp.bins WHERE name = $1) ORDER BY used DESC LIMIT 1 OFFSET $2)
        """;

    public Task<bool> TryCreateAsync(Bin bin, int most, CancellationToken cancellationToken) => session.RunAsync(
        async connection =>
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await LockAsync(connection, cancellationToken);
            if (await CountAsync(connection, "SELECT count(*) FROM echoapp.bins WHERE name = $1", cancellationToken, bin.Name.ToString()) > 0)
            {
                return false;
            }

            if (await CountAsync(connection, "SELECT count(*) FROM echoapp.bins", cancellationToken) >= most)
            {
                throw new TooManyBinsException(most);
            }

            await InsertAsync(connection, bin, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return true;
        },
        cancellationToken);

    public Task DeclareAsync(IReadOnlyList<Bin> bins, CancellationToken cancellationToken) => session.RunAsync(
        async connection =>
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await LockAsync(connection, cancellationToken);
            await using var undeclare = new NpgsqlCommand("UPDATE echoapp.bins SET declared = false WHERE declared", connection);
            await undeclare.ExecuteNonQueryAsync(cancellationToken);
            foreach (var bin in bins)
            {
                await using var update = Session.Command(
                    connection, "UPDATE echoapp.bins SET declared = true, settings = $2 WHERE name = $1", bin.Name.ToString(), BinSettingsJson.Write(bin.Settings));
                if (await update.ExecuteNonQueryAsync(cancellationToken) == 0)
                {
                    await InsertAsync(connection, bin, cancellationToken);
                }
            }

            await transaction.CommitAsync(cancellationToken);
            return true;
        },
        cancellationToken);

    public async Task<Bin?> FindAsync(BinName name, CancellationToken cancellationToken) =>
        (await session.ReadAllAsync(Read, $"SELECT {Columns} FROM echoapp.bins WHERE name = $1", cancellationToken, name.ToString())).SingleOrDefault();

    public async Task<MeasuredBin?> MeasureAsync(BinName name, CancellationToken cancellationToken) =>
        (await session.ReadAllAsync(ReadMeasured, $"{_measure} WHERE b.name = $1", cancellationToken, name.ToString())).SingleOrDefault();

    public async Task<IReadOnlyList<MeasuredBin>> ListAsync(CancellationToken cancellationToken) =>
        await session.ReadAllAsync(ReadMeasured, $"{_measure} ORDER BY b.name", cancellationToken);

    public Task<Bin?> UpdateAsync(BinName name, Func<BinSettings, BinSettings> change, bool beginsScript, CancellationToken cancellationToken) => session.RunAsync(
        async connection =>
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            if (await FindLockedAsync(connection, name, cancellationToken) is not { } bin)
            {
                return null;
            }

            var changed = bin with { Settings = change(bin.Settings) };
            await using var update = Session.Command(connection, "UPDATE echoapp.bins SET settings = $2 WHERE name = $1", name.ToString(), BinSettingsJson.Write(changed.Settings));
            await update.ExecuteNonQueryAsync(cancellationToken);
            if (beginsScript)
            {
                await using var reset = Session.Command(connection, ResetCounts, name.ToString());
                await reset.ExecuteNonQueryAsync(cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
            return changed;
        },
        cancellationToken);

    public async Task<long> CountAsync(BinName name, string key, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var count = await session.RunAsync(
            async connection =>
            {
                await using var command = Session.Command(connection, Count, name.ToString(), key, UnixTime.ToMicroseconds(at));
                return await command.ExecuteScalarAsync(cancellationToken) as long? ?? 1;
            },
            cancellationToken);
        if (count == 1)
        {
            await session.ExecuteAsync(ForgetCounts, cancellationToken, name.ToString(), IBinStore.MostCounts);
        }

        return count;
    }

    public async Task<bool> DeleteAsync(BinName name, CancellationToken cancellationToken)
    {
        // This waits for whoever stores or counts for the bin just now, and nobody does after it.
        var deleted = await session.ExecuteAsync("DELETE FROM echoapp.bins WHERE name = $1", cancellationToken, name.ToString());
        await SweepAsync(CancellationToken.None);
        return deleted > 0;
    }

    /// <summary>Removes what belongs to bins that are gone.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        await session.ExecuteAsync("DELETE FROM echoapp.counts c WHERE NOT EXISTS (SELECT FROM echoapp.bins b WHERE b.key = c.bin)", cancellationToken);
        while (await session.ExecuteAsync(_sweepSome, cancellationToken) > 0)
        {
        }
    }

    private static async Task<Bin?> FindLockedAsync(NpgsqlConnection connection, BinName name, CancellationToken cancellationToken)
    {
        await using var command = Session.Command(connection, $"SELECT {Columns} FROM echoapp.bins WHERE name = $1 FOR NO KEY UPDATE", name.ToString());
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        return await rows.ReadAsync(cancellationToken) ? Read(rows) : null;
    }

    /// <summary>
    /// One at a time makes bins, so that there are never more of them than may be. A lock of the table would do it too; but who changes a bin holds its row and
    /// then waits behind that, while it waits for who waits for the row: PostgreSQL sees that a second later, each time.
    /// </summary>
    private static async Task LockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT pg_advisory_xact_lock({LockKeys.Bins})", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object[] parameters)
    {
        await using var command = Session.Command(connection, sql, parameters);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task InsertAsync(NpgsqlConnection connection, Bin bin, CancellationToken cancellationToken)
    {
        await using var command = Session.Command(
            connection,
            $"INSERT INTO echoapp.bins ({Columns}) VALUES ($1, $2, $3, $4)",
            bin.Name.ToString(),
            bin.IsDeclared,
            UnixTime.ToMicroseconds(bin.CreatedAt),
            BinSettingsJson.Write(bin.Settings));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static Bin Read(NpgsqlDataReader row) => new(
        BinName.Parse(row.GetString(0)), row.GetBoolean(1), UnixTime.FromMicroseconds(row.GetInt64(2)), BinSettingsJson.Read(row.GetString(3)));

    private static MeasuredBin ReadMeasured(NpgsqlDataReader row) => new(
        Read(row),
        new(row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7), row.GetInt64(8), Time(row, 9), Time(row, 10)));

    private static DateTimeOffset? Time(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : UnixTime.FromMicroseconds(row.GetInt64(column));
}
