using EchoApp.Web.Storage.Moving;
using Npgsql;
using NpgsqlTypes;

namespace EchoApp.Web.Storage.Postgres;

/// <summary>A store in PostgreSQL that takes over all of another, in one transaction: until it is committed nobody sees any of it, and without that nothing has changed.</summary>
internal sealed class MoveTarget : IAsyncDisposable
{
    // In seconds: there may be a lot.
    private const int LongestStatement = 3600;

    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private readonly Dictionary<BinName, long> _keys = [];

    private MoveTarget(NpgsqlDataSource source, NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        _source = source;
        _connection = connection;
        _transaction = transaction;
    }

    /// <summary>Brings it to the newest schema, and keeps others from storing anything.</summary>
    /// <exception cref="StartupException">It holds requests already, or what is given is no connection string.</exception>
    /// <exception cref="SchemaTooNewException">It is of a newer EchoApp.</exception>
    public static async Task<MoveTarget> OpenAsync(string connectionString, CancellationToken cancellationToken)
    {
        var source = Connections.OpenPatient(connectionString, LongestStatement);
        NpgsqlConnection? connection = null;
        try
        {
            connection = await source.OpenConnectionAsync(cancellationToken);
            await Migrations.ApplyAsync(connection, cancellationToken);
            var target = new MoveTarget(source, connection, await connection.BeginTransactionAsync(cancellationToken));
            await target.ClearAsync(cancellationToken);
            return target;
        }
        catch
        {
            if (connection is not null)
            {
                await connection.DisposeAsync();
            }

            await source.DisposeAsync();
            throw;
        }
    }

    // Marks of what was removed are by position: they would hide, and then delete, what is moved there.
    private async Task ClearAsync(CancellationToken cancellationToken)
    {
        // In the order in which who stores requests comes to them.
        await RunAsync("LOCK TABLE echoapp.requests, echoapp.bins IN EXCLUSIVE MODE", cancellationToken);
        if (await NumberAsync("SELECT count(*) FROM (SELECT FROM echoapp.requests LIMIT 1) r", cancellationToken) > 0)
        {
            throw new StartupException("The store in ConnectionStrings__store holds requests already, and only an empty one is moved to. Delete them (what a query deletes goes half a minute later), or give another database.");
        }

        await RunAsync("DELETE FROM echoapp.removed", cancellationToken);
        await RunAsync("DELETE FROM echoapp.removals", cancellationToken);
    }

    /// <summary>Bins that are there already, as declared ones are once web has been started, are made what they were.</summary>
    public async Task AddAsync(IReadOnlyList<MovedBin> bins, CancellationToken cancellationToken)
    {
        foreach (var (bin, swept, counts) in bins)
        {
            var key = await NumberAsync(
                """
                INSERT INTO echoapp.bins AS b (name, declared, created_at, settings) VALUES ($1, $2, $3, $4)
                ON CONFLICT (name) DO UPDATE SET declared = b.declared OR excluded.declared, created_at = excluded.created_at, settings = excluded.settings
                RETURNING key
                """,
                cancellationToken,
                bin.Name.ToString(),
                bin.IsDeclared,
                UnixTime.ToMicroseconds(bin.CreatedAt),
                BinSettingsJson.Write(bin.Settings));
            _keys.Add(bin.Name, key);
            await RunAsync("UPDATE echoapp.bin_usage SET swept = $2 WHERE bin = $1", cancellationToken, key, swept);
            await RunAsync("DELETE FROM echoapp.counts WHERE bin = $1", cancellationToken, key);
            foreach (var (who, count, used) in counts)
            {
                await RunAsync("INSERT INTO echoapp.counts (bin, key, count, used) VALUES ($1, $2, $3, $4)", cancellationToken, key, who, count, used);
            }
        }
    }

    /// <param name="requests">Of bins that have been added.</param>
    /// <param name="added">Told after each how many there are.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task AddAsync(IEnumerable<MovedRequest> requests, Action<long> added, CancellationToken cancellationToken)
    {
        await using var import = await _connection.BeginBinaryImportAsync(
            "COPY echoapp.requests (position, bin, id, received_at, method, target, body_length, status, details, head, body, pinned, tags) FROM STDIN (FORMAT binary)", cancellationToken);
        var count = 0L;
        foreach (var (position, request) in requests)
        {
            var record = request.Record;
            await import.StartRowAsync(cancellationToken);
            await WriteAsync(position, NpgsqlDbType.Bigint);
            await WriteAsync(_keys[record.Bin], NpgsqlDbType.Bigint);
            await WriteAsync(record.Id, NpgsqlDbType.Uuid);
            await WriteAsync(UnixTime.ToMicroseconds(record.ReceivedAt), NpgsqlDbType.Bigint);
            await WriteAsync(record.Method, NpgsqlDbType.Text);
            await WriteAsync(record.Target, NpgsqlDbType.Text);
            await WriteAsync(record.BodyLength, NpgsqlDbType.Bigint);
            await WriteAsync(record.Status, NpgsqlDbType.Integer);
            await WriteAsync(record.Details, NpgsqlDbType.Bytea);
            await WriteAsync(request.Head, NpgsqlDbType.Bytea);
            await WriteAsync(request.Body, NpgsqlDbType.Bytea);
            await WriteAsync(record.Marks.IsPinned, NpgsqlDbType.Boolean);
            await WriteAsync(Tags.Join(record.Marks.Tags), NpgsqlDbType.Text);
            added(++count);
        }

        await import.CompleteAsync(cancellationToken);

        Task WriteAsync<T>(T value, NpgsqlDbType type) => import.WriteAsync(value, type, cancellationToken);
    }

    public async Task AddAsync(MovedSessions sessions, CancellationToken cancellationToken)
    {
        foreach (var (key, endsAt) in sessions.Sessions)
        {
            await RunAsync("INSERT INTO echoapp.sessions (key, ends_at) VALUES ($1, $2) ON CONFLICT DO NOTHING", cancellationToken, key, endsAt);
        }

        foreach (var (id, endsAt) in sessions.UsedLinks)
        {
            await RunAsync("INSERT INTO echoapp.used_links (id, ends_at) VALUES ($1, $2) ON CONFLICT DO NOTHING", cancellationToken, id, endsAt);
        }
    }

    /// <summary>Counts what there is, and makes all of it be there; who follows is told.</summary>
    public async Task CommitAsync(MovedTotals totals, CancellationToken cancellationToken)
    {
        await RunAsync(
            "UPDATE echoapp.usage SET bytes = (SELECT coalesce(sum(echoapp.request_size(details, head, body)), 0) FROM echoapp.requests), latest = greatest(latest, $1), lateness = greatest(lateness, $2)",
            cancellationToken,
            totals.Latest,
            totals.Lateness);
        await RunAsync(
            """
            UPDATE echoapp.bin_usage AS u SET requests = r.requests, bytes = r.bytes, pinned = r.pinned, pinned_bytes = r.pinned_bytes
            FROM (
                SELECT s.bin, count(*) AS requests, sum(s.size) AS bytes, count(*) FILTER (WHERE s.pinned) AS pinned, coalesce(sum(s.size) FILTER (WHERE s.pinned), 0) AS pinned_bytes
                FROM (SELECT bin, pinned, echoapp.request_size(details, head, body) AS size FROM echoapp.requests) s GROUP BY s.bin) r
            WHERE u.bin = r.bin
            """,
            cancellationToken);
        await RunAsync(
            "SELECT setval('echoapp.request_positions', greatest($1, last_value), is_called OR $1 >= last_value) FROM echoapp.request_positions WHERE $1 > 0", cancellationToken, totals.LastPosition);
        await RunAsync($"SELECT pg_notify('{ChangeWatch.Channel}', '')", cancellationToken);
        await CommitAsync(cancellationToken);
        await TryAnalyzeAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
        await _source.DisposeAsync();
    }

    private async Task CommitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _transaction.CommitAsync(cancellationToken);
        }
        catch (Exception exception) when (Failure.IsLostConnection(exception) || exception is TimeoutException or NpgsqlException { InnerException: TimeoutException })
        {
            throw new StartupException("PostgreSQL was lost while it committed, and nobody knows whether it did: where it holds the requests now, all are moved; where it holds none, run move-store again.");
        }
    }

    /// <summary>What is asked for at once is to be found at once. PostgreSQL does this by itself, later.</summary>
    private async Task TryAnalyzeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync("ANALYZE echoapp.requests", cancellationToken);
        }
        catch (Exception exception) when (Failure.IsOne(exception))
        {
            // All is there.
        }
    }

    private async Task RunAsync(string sql, CancellationToken cancellationToken, params object[] parameters)
    {
        await using var command = Session.Command(_connection, sql, parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<long> NumberAsync(string sql, CancellationToken cancellationToken, params object[] parameters)
    {
        await using var command = Session.Command(_connection, sql, parameters);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
