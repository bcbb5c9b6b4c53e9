using Npgsql;

namespace EchoApp.Web.Storage.Postgres;

/// <summary>Sweeps; one process at a time, whichever is there first. It has what was deleted cleared away itself: PostgreSQL by itself looks once in a minute.</summary>
internal sealed class Sweep(Session session)
{
    // A vacuum goes through all indexes: of so many of what is there, and no fewer than that.
    private const int FewestToVacuum = 100_000;
    private const int ShareToVacuum = 10;

    // In seconds.
    private const int LongestVacuum = 3600;

    // What power takes back is swept again: nobody has to wait for the disk.
    private static readonly string _takeTurn = $"SELECT pg_try_advisory_xact_lock({LockKeys.Sweep}), set_config('synchronous_commit', 'off', true)";

    // What somebody else holds is left for the next time, so that none waits for another.
    private static readonly string _deleteSome = $"""
        WITH excess AS MATERIALIZED (
            SELECT u.bin, u.requests - u.pinned - $2 AS requests, u.bytes - u.pinned_bytes - $3 AS bytes
            FROM echoapp.bin_usage u JOIN echoapp.bins b ON b.key = u.bin WHERE b.name = $1),
        oldest AS MATERIALIZED (
            SELECT r.position, r.received_at, echoapp.request_size(r.details, r.head, r.body) AS size
            FROM echoapp.requests r WHERE r.bin = (SELECT bin FROM excess) AND NOT r.pinned ORDER BY r.position LIMIT {Piece.MostRows} FOR UPDATE SKIP LOCKED),
        placed AS (
            SELECT position, received_at, row_number() OVER (ORDER BY position) AS place, sum(size) OVER (ORDER BY position) - size AS before FROM oldest)
        DELETE FROM echoapp.requests r USING placed p, excess e
        WHERE r.position = p.position AND (p.place <= e.requests OR p.before < e.bytes OR p.received_at < $4) AND p.before < {Piece.MostBytes}
        """;

    private const string CountSwept = "UPDATE echoapp.bin_usage SET swept = swept + $2 WHERE bin = (SELECT key FROM echoapp.bins WHERE name = $1)";

    private long _sinceVacuum;

    /// <inheritdoc cref="IRequestStore.SweepAsync"/>
    public async Task<int?> RunAsync(BinName bin, Retained retained, CancellationToken cancellationToken)
    {
        var count = await session.RunAsync<int?>(
            async connection =>
            {
                // The lock first, in a statement of its own: the next one sees what was swept until then.
                await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
                if (await Session.ReadAsync(connection, row => row.GetBoolean(0), _takeTurn, cancellationToken) is not [true])
                {
                    return null;
                }

                var (requests, bytes, since) = retained.Limits;
                await using var delete = Session.Command(connection, _deleteSome, bin.ToString(), requests, bytes, since);
                var count = await delete.ExecuteNonQueryAsync(cancellationToken);
                if (count > 0)
                {
                    await using var add = Session.Command(connection, CountSwept, bin.ToString(), (long)count);
                    await add.ExecuteNonQueryAsync(cancellationToken);
                    await transaction.CommitAsync(cancellationToken);
                }

                return count;
            },
            cancellationToken);
        await VacuumAsync(count ?? 0, cancellationToken);
        return count;
    }

    private async Task VacuumAsync(int swept, CancellationToken cancellationToken)
    {
        _sinceVacuum += swept;
        if (_sinceVacuum < FewestToVacuum || _sinceVacuum < await CountAsync(cancellationToken) / ShareToVacuum)
        {
            return;
        }

        _sinceVacuum = 0;
        await session.RunAsync(
            async connection =>
            {
                // To make the file shorter it would lock others out. What somebody else clears away already is left to them.
                await using var vacuum = new NpgsqlCommand("VACUUM (TRUNCATE false, SKIP_LOCKED true) echoapp.requests", connection) { CommandTimeout = LongestVacuum };
                return await vacuum.ExecuteNonQueryAsync(cancellationToken);
            },
            cancellationToken);
    }

    private async Task<long> CountAsync(CancellationToken cancellationToken) => (await session.ReadAllAsync(
        row => row.GetInt64(0), "SELECT coalesce(sum(requests), 0)::bigint FROM echoapp.bin_usage", cancellationToken)).Single();
}
