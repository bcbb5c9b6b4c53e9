using EchoApp.Web.Queries;
using Npgsql;

namespace EchoApp.Web.Storage.Postgres;

internal sealed class RequestTable(Session session, GroupCommit writer, ChangeWatch changes, ContentReader contents) : IRequestStore
{
    private const string Tables = "echoapp.requests r JOIN echoapp.bins b ON b.key = r.bin";
    private const string OfBin = "r.bin = (SELECT key FROM echoapp.bins WHERE name = $1)";
    private const string One = "b.name = $1 AND r.id = $2 AND " + IsThere;

    private const string To = OfBin + " AND r.position <= $2";

    /// <summary>Of a request <c>r</c>: that nobody has removed it. In such a way that it is asked of each, and never becomes a join that loses the order.</summary>
    public const string IsThere = $"CASE WHEN {RemovalTable.IsRemoved} THEN FALSE ELSE TRUE END";

    // So many rows at once, so that no transaction is long.
    private static readonly string _deleteSome = $"""
        WITH piece AS MATERIALIZED (SELECT r.position, {IsThere} AS is_there FROM echoapp.requests r WHERE {To} ORDER BY r.position LIMIT {Piece.MostRows} FOR UPDATE),
        deleted AS (DELETE FROM echoapp.requests r USING piece WHERE r.position = piece.position RETURNING piece.is_there)
        SELECT count(*) FILTER (WHERE is_there) FROM deleted
        """;

    private readonly RequestSearch _search = new(session, contents);
    private readonly RemovalTable _removals = new(session);
    private readonly Sweep _sweep = new(session);

    public ValueTask<bool> AppendAsync(CapturedRequest request) => writer.AppendAsync(request);

    public Task<FoundRequests> SearchAsync(Query query, SearchStart start, int limit, TimeSpan patience, CancellationToken cancellationToken) =>
        _search.SearchAsync(query, start, limit, patience, cancellationToken);

    public async Task<IReadOnlyList<ListedRequest>> FollowAsync(long after, int limit, CancellationToken cancellationToken) => await session.ReadAllAsync(
        Listed,
        $"SELECT {RequestColumns.Names}, b.name FROM {Tables} WHERE r.position > $1 AND {IsThere} ORDER BY r.position LIMIT $2",
        cancellationToken,
        after,
        limit);

    public async Task<long> LastPositionAsync(CancellationToken cancellationToken) =>
        (await session.ReadAllAsync(row => row.GetInt64(0), "SELECT coalesce(max(position), 0) FROM echoapp.requests", cancellationToken)).Single();

    public async Task<GivenPositions> GivenPositionsAsync(CancellationToken cancellationToken) => (await session.ReadAllAsync(
        row => new GivenPositions(row.GetInt64(0), row.GetInt64(1)),
        "SELECT tableoid::bigint, CASE WHEN is_called THEN last_value ELSE last_value - 1 END FROM echoapp.request_positions",
        cancellationToken)).Single();

    public Task WatchAsync(Action changed, CancellationToken cancellationToken) => changes.WatchAsync(changed, cancellationToken);

    public async Task<StoredRequest?> FindAsync(BinName bin, Guid id, CancellationToken cancellationToken) =>
        (await session.ReadAllAsync(
            row => new StoredRequest(
                row.GetInt64(0), RequestColumns.Read(row, bin), row.GetFieldValue<byte[]>(RequestColumns.Count), row.GetFieldValue<byte[]>(RequestColumns.Count + 1)),
            $"SELECT {RequestColumns.Names}, r.head, r.body FROM {Tables} WHERE {One}",
            cancellationToken,
            bin.ToString(),
            id)).SingleOrDefault();

    public Task<ListedRequest?> MarkAsync(BinName bin, Guid id, Func<Marks, Marks> change, CancellationToken cancellationToken) => session.RunAsync(
        async connection =>
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            if (await Session.ReadAsync(connection, Listed, $"SELECT {RequestColumns.Names}, b.name FROM {Tables} WHERE {One} FOR UPDATE OF r", cancellationToken, bin.ToString(), id) is not [var request])
            {
                return null;
            }

            var marks = change(request.Record.Marks);
            await using var update = Session.Command(
                connection, "UPDATE echoapp.requests SET pinned = $2, tags = $3 WHERE position = $1", request.Position, marks.IsPinned, Tags.Join(marks.Tags));
            await update.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return request with { Record = request.Record with { Marks = marks } };
        },
        cancellationToken);

    public async Task<bool> DeleteAsync(BinName bin, Guid id, CancellationToken cancellationToken) =>
        await session.ExecuteAsync($"DELETE FROM echoapp.requests r USING echoapp.bins b WHERE b.key = r.bin AND {One}", cancellationToken, bin.ToString(), id) > 0;

    public async Task<long> DeleteAllAsync(BinName bin, CancellationToken cancellationToken)
    {
        var last = await FindLastAsync(bin, cancellationToken);
        var sum = 0L;
        do
        {
            sum += await session.RunAsync(
                async connection => (await Session.ReadAsync(connection, row => row.GetInt64(0), _deleteSome, cancellationToken, bin.ToString(), last)).Single(), cancellationToken);
        }
        while (await HasAsync(bin, last, cancellationToken));

        return sum;
    }

    public Task<int?> SweepAsync(BinName bin, Retained retained, CancellationToken cancellationToken) => _sweep.RunAsync(bin, retained, cancellationToken);

    public Task<Removal> RemoveAsync(Guid removal, Query query, Func<DateTimeOffset> end, CancellationToken cancellationToken) =>
        Removal.RunAsync(_removals, this, removal, query, end, cancellationToken);

    public Task<IReadOnlyList<Removal>> ListRemovalsAsync(DateTimeOffset now, CancellationToken cancellationToken) => _removals.ListAsync(now, cancellationToken);

    public Task<Restored?> RestoreAsync(Guid removal, DateTimeOffset now, CancellationToken cancellationToken) => _removals.RestoreAsync(removal, now, cancellationToken);

    public Task<bool> PurgeAsync(DateTimeOffset now, CancellationToken cancellationToken) => _removals.PurgeAsync(now, cancellationToken);

    /// <returns>The position of the newest; 0 where there is none.</returns>
    private async Task<long> FindLastAsync(BinName bin, CancellationToken cancellationToken) => (await session.ReadAllAsync(
        row => row.GetInt64(0), $"SELECT coalesce(max(r.position), 0) FROM echoapp.requests r WHERE {OfBin}", cancellationToken, bin.ToString())).Single();

    // What somebody else deletes at the same time counts for them, and need not be gone yet.
    private async Task<bool> HasAsync(BinName bin, long last, CancellationToken cancellationToken) => (await session.ReadAllAsync(
        _ => true, $"SELECT 1 FROM echoapp.requests r WHERE {To} LIMIT 1", cancellationToken, bin.ToString(), last)).Count > 0;

    /// <summary>A row of the columns and, behind them, the name of the bin.</summary>
    private static ListedRequest Listed(NpgsqlDataReader row) => new(row.GetInt64(0), RequestColumns.Read(row, BinName.Parse(row.GetString(RequestColumns.Count))));
}
