using System.Globalization;
using Npgsql;

namespace EchoApp.Web.Storage.Postgres;

/// <inheritdoc cref="IRemovalTable"/>
internal sealed class RemovalTable(Session session) : IRemovalTable
{
    // Of removals: begun, whole, and past the time in which they could be undone.
    private const string Begun = "0";
    private const string Whole = "1";
    private const string Due = "2";

    /// <summary>Of a request <c>r</c>: that somebody has removed it. What has only begun does not count.</summary>
    public const string IsRemoved = $"EXISTS (SELECT FROM echoapp.removed d JOIN echoapp.removals m ON m.id = d.removal WHERE d.position = r.position AND m.state <> {Begun})";

    // Who plans this may take the table for empty, as it is most of the time: by their place rows are found however many there are.
    private const string Unmark = "DELETE FROM echoapp.removed WHERE ctid = ANY (ARRAY(SELECT ctid FROM echoapp.removed WHERE removal = $1 LIMIT 5000 FOR UPDATE SKIP LOCKED))";

    // Mostly there are no others, and nothing is gone through.
    private const string CountOthers = $"""
        SELECT CASE WHEN EXISTS (SELECT FROM echoapp.removals WHERE id <> $1 AND state <> {Begun}) THEN (
            SELECT count(*) FROM echoapp.removed o WHERE o.removal = $1 AND EXISTS (
                SELECT FROM echoapp.removed d JOIN echoapp.removals m ON m.id = d.removal WHERE d.position = o.position AND d.removal <> $1 AND m.state <> {Begun}))
            ELSE 0::bigint END
        """;

    private const string CountRestored = $"""
        SELECT count(*) FILTER (WHERE b.key IS NOT NULL AND {RequestTable.IsThere}), count(*) FILTER (WHERE b.key IS NULL)
        FROM echoapp.removed o LEFT JOIN echoapp.requests r ON r.position = o.position LEFT JOIN echoapp.bins b ON b.key = r.bin WHERE o.removal = $1
        """;

    // A mark goes with its request, and each replica takes others. In the order of positions, as all who delete do, so that none waits for another in a circle.
    private static readonly string _deleteSome = $"""
        WITH due AS MATERIALIZED (
            SELECT d.ctid AS place, d.position FROM echoapp.removed d JOIN echoapp.removals m ON m.id = d.removal
            WHERE m.state = {Due} ORDER BY d.position LIMIT {Piece.MostRows} FOR UPDATE OF d SKIP LOCKED),
        marks AS (DELETE FROM echoapp.removed WHERE ctid = ANY (ARRAY(SELECT place FROM due)) RETURNING position),
        locked AS MATERIALIZED (SELECT r.position FROM echoapp.requests r WHERE r.position = ANY (ARRAY(SELECT position FROM due)) ORDER BY r.position FOR UPDATE),
        deleted AS (DELETE FROM echoapp.requests r WHERE r.position = ANY (ARRAY(SELECT position FROM locked)))
        SELECT count(*) FROM marks
        """;

    public Task BeginAsync(Guid id, DateTimeOffset deadline, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"INSERT INTO echoapp.removals (id, state, ends_at) VALUES ($1, {Begun}, $2)", cancellationToken, id, UnixTime.ToMicroseconds(deadline));

    public async Task<int> AddAsync(Guid id, IReadOnlyList<ListedRequest> requests, DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync("UPDATE echoapp.removals SET ends_at = $2 WHERE id = $1", cancellationToken, id, UnixTime.ToMicroseconds(deadline));
        return requests.Count == 0 ? 0 : await session.ExecuteAsync(
            $"""
            INSERT INTO echoapp.removed (position, removal)
            SELECT position, $1 FROM echoapp.requests WHERE position IN ({string.Join(", ", requests.Select(request => request.Position.ToString(CultureInfo.InvariantCulture)))})
            ON CONFLICT DO NOTHING
            """,
            cancellationToken,
            id);
    }

    public Task<long?> TryEndAsync(Guid id, DateTimeOffset end, CancellationToken cancellationToken) => RunInTurnAsync<long?>(
        async connection =>
        {
            await using var update = Session.Command(
                connection, $"UPDATE echoapp.removals SET state = {Whole}, ends_at = $2 WHERE id = $1 AND state = {Begun}", id, UnixTime.ToMicroseconds(end));
            return await update.ExecuteNonQueryAsync(cancellationToken) == 0 ? null
                : (await Session.ReadAsync(connection, row => row.GetInt64(0), CountOthers, cancellationToken, id)).Single();
        },
        cancellationToken);

    public async Task AbandonAsync(Guid id)
    {
        await session.ExecuteAsync("DELETE FROM echoapp.removals WHERE id = $1", CancellationToken.None, id);
        await TryUnmarkAsync(id);
    }

    /// <inheritdoc cref="IRequestStore.ListRemovalsAsync"/>
    public async Task<IReadOnlyList<Removal>> ListAsync(DateTimeOffset now, CancellationToken cancellationToken) => await session.ReadAllAsync(
        row => new Removal(row.GetGuid(0), row.GetInt64(1), UnixTime.FromMicroseconds(row.GetInt64(2))),
        $"""
        SELECT m.id, (SELECT count(*) FROM echoapp.removed d WHERE d.removal = m.id), m.ends_at FROM echoapp.removals m
        WHERE m.state = {Whole} AND m.ends_at > $1 ORDER BY m.ends_at DESC, m.id DESC LIMIT {IRemovalTable.MostListed}
        """,
        cancellationToken,
        UnixTime.ToMicroseconds(now));

    /// <inheritdoc cref="IRequestStore.RestoreAsync"/>
    public async Task<Restored?> RestoreAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Once, as who tries it a second time would be told that there is none.
        var restored = await RunInTurnAsync<Restored?>(
            async connection =>
            {
                await using var delete = Session.Command(
                    connection, $"DELETE FROM echoapp.removals WHERE id = $1 AND state = {Whole} AND ends_at > $2", id, UnixTime.ToMicroseconds(now));
                return await delete.ExecuteNonQueryAsync(cancellationToken) == 0 ? null
                    : (await Session.ReadAsync(connection, row => new Restored(row.GetInt64(0), row.GetInt64(1)), CountRestored, cancellationToken, id)).Single();
            },
            cancellationToken);
        if (restored is not null)
        {
            await TryUnmarkAsync(id);
        }

        return restored;
    }

    /// <inheritdoc cref="IRequestStore.PurgeAsync"/>
    public async Task<bool> PurgeAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var until = UnixTime.ToMicroseconds(now);
        if (await CountAsync("SELECT CASE WHEN EXISTS (SELECT FROM echoapp.removals) OR EXISTS (SELECT FROM echoapp.removed) THEN 1::bigint ELSE 0 END", cancellationToken) == 0)
        {
            return true;
        }

        await session.ExecuteAsync($"DELETE FROM echoapp.removals WHERE state = {Begun} AND ends_at <= $1", cancellationToken, until);
        await session.ExecuteAsync($"UPDATE echoapp.removals SET state = {Due} WHERE state = {Whole} AND ends_at <= $1", cancellationToken, until);
        foreach (var id in await session.ReadAllAsync(
            row => row.GetGuid(0), "SELECT DISTINCT removal FROM echoapp.removed d WHERE NOT EXISTS (SELECT FROM echoapp.removals m WHERE m.id = d.removal)", cancellationToken))
        {
            await UnmarkAsync(id);
        }

        var pieces = 0;
        while (await CountAsync(_deleteSome, cancellationToken) > 0)
        {
            if (++pieces == IRemovalTable.MostPieces)
            {
                return false;
            }
        }

        await session.ExecuteAsync(
            $"DELETE FROM echoapp.removals m WHERE m.state = {Due} AND NOT EXISTS (SELECT FROM echoapp.removed d WHERE d.removal = m.id)", cancellationToken);
        return true;
    }

    /// <summary>For what makes requests come or go: of two at a time none would see the other, and both would count the same.</summary>
    private Task<T> RunInTurnAsync<T>(Func<NpgsqlConnection, Task<T>> run, CancellationToken cancellationToken) => session.RunAsync(
        async connection =>
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using var turn = new NpgsqlCommand($"SELECT pg_advisory_xact_lock({LockKeys.Removals})", connection);
            await turn.ExecuteNonQueryAsync(cancellationToken);
            var result = await run(connection);
            await transaction.CommitAsync(cancellationToken);
            return result;
        },
        cancellationToken);

    /// <summary>Marks of a removal that is not there any longer say nothing; what is left of them, the sweeper takes.</summary>
    private async Task TryUnmarkAsync(Guid id)
    {
        try
        {
            await UnmarkAsync(id);
        }
        catch (StoreUnavailableException)
        {
            // All is back as it was.
        }
    }

    private async Task UnmarkAsync(Guid id)
    {
        while (await session.ExecuteAsync(Unmark, CancellationToken.None, id) > 0)
        {
        }
    }

    private Task<long> CountAsync(string sql, CancellationToken cancellationToken) => session.RunAsync(
        async connection =>
        {
            await using var command = Session.Command(connection, sql);
            return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        },
        cancellationToken);
}
