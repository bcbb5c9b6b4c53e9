using EchoApp.Web.Queries;
using Microsoft.Data.Sqlite;

namespace EchoApp.Web.Storage.Sqlite;

internal sealed class RequestTable(Connections connections, SqliteConnection writing, WriteQueue writer, ChangeWatch changes, ContentReader contents) : IRequestStore
{
    /// <summary>What <see cref="Record"/> reads, of <see cref="Tables"/>.</summary>
    public const string Columns = "r.position, b.name, r.id, r.received_at, r.method, r.target, r.body_length, length(r.body), r.status, r.details, r.pinned, r.tags";
    public const string Tables = "requests r JOIN bins b ON b.key = r.bin";
    private const string OfBin = "r.bin = (SELECT key FROM bins WHERE name = $bin)";

    private const string To = OfBin + " AND position <= $last";

    private static readonly string _deleteSome = DeletedPiece.Of(To);
    private static readonly string _countSome = DeletedPiece.CountOf(To);

    private readonly RequestSearch _search = new(connections, contents);
    private readonly RemovalTable _removals = new(connections, writing, writer);
    private readonly Sweep _sweep = new(writing, writer);

    /// <summary>Of a request <c>r</c>: that nobody has removed it.</summary>
    public const string IsThere = $"NOT {RemovalTable.IsRemoved}";

    public ValueTask<bool> AppendAsync(CapturedRequest request) => writer.AppendAsync(request);

    public Task<FoundRequests> SearchAsync(Query query, SearchStart start, int limit, TimeSpan patience, CancellationToken cancellationToken) =>
        _search.SearchAsync(query, start, limit, patience, cancellationToken);

    public Task<IReadOnlyList<ListedRequest>> FollowAsync(long after, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ListedRequest>>(connections.Read(connection => Read(
            connection,
            $"SELECT {Columns} FROM {Tables} WHERE r.position > $after AND {IsThere} ORDER BY r.position LIMIT $limit",
            ("$after", after),
            ("$limit", limit))));

    public Task<long> LastPositionAsync(CancellationToken cancellationToken) => Task.FromResult(connections.Read(connection =>
    {
        using var command = new ReadCommand(connection, "SELECT last FROM positions", []);
        return command.ReadAll(row => row.GetInt64(0)).Single();
    }));

    public async Task<GivenPositions> GivenPositionsAsync(CancellationToken cancellationToken) => new(Series: 0, await LastPositionAsync(cancellationToken));

    public Task WatchAsync(Action changed, CancellationToken cancellationToken) => changes.WatchAsync(changed, cancellationToken);

    public Task<StoredRequest?> FindAsync(BinName bin, Guid id, CancellationToken cancellationToken) => Task.FromResult(connections.Read(connection =>
    {
        using var command = new ReadCommand(
            connection, $"SELECT {Columns}, r.head, r.body FROM {Tables} WHERE b.name = $bin AND r.id = $id AND {IsThere}", [("$bin", bin.ToString()), ("$id", Bytes(id))]);
        return command.ReadAll(row => new StoredRequest(row.GetInt64(0), Record(row), row.GetFieldValue<byte[]>(12), row.GetFieldValue<byte[]>(13))).SingleOrDefault();
    }));

    // On the thread that writes, which nobody else does: what is read is what is changed.
    public Task<ListedRequest?> MarkAsync(BinName bin, Guid id, Func<Marks, Marks> change, CancellationToken cancellationToken) => writer.ExecuteAsync(() =>
    {
        if (Read(writing, $"SELECT {Columns} FROM {Tables} WHERE b.name = $bin AND r.id = $id AND {IsThere}", ("$bin", bin.ToString()), ("$id", Bytes(id))) is not [var request])
        {
            return null;
        }

        var marks = change(request.Record.Marks);
        using var write = new WriteCommand(writing);
        write.Set(
            "UPDATE requests SET pinned = $pinned, tags = $tags WHERE position = $position",
            ("$pinned", marks.IsPinned ? 1 : 0),
            ("$tags", Tags.Join(marks.Tags)),
            ("$position", request.Position)).Run();
        write.Commit();
        return request with { Record = request.Record with { Marks = marks } };
    });

    public async Task<bool> DeleteAsync(BinName bin, Guid id, CancellationToken cancellationToken) =>
        await writer.RunAsync($"DELETE FROM requests AS r WHERE {OfBin} AND id = $id AND {IsThere}", ("$bin", bin.ToString()), ("$id", Bytes(id))) > 0;

    public async Task<long> DeleteAllAsync(BinName bin, CancellationToken cancellationToken)
    {
        var last = FindLast(bin);
        var sum = 0L;
        for (var deleted = 1; deleted > 0;)
        {
            (deleted, var count) = await writer.ExecuteAsync(() => DeletePiece(bin, last));
            sum += count;
            cancellationToken.ThrowIfCancellationRequested();
        }

        return sum;
    }

    public Task<int?> SweepAsync(BinName bin, Retained retained, CancellationToken cancellationToken) => _sweep.RunAsync(bin, retained);

    public Task<Removal> RemoveAsync(Guid removal, Query query, Func<DateTimeOffset> end, CancellationToken cancellationToken) =>
        Removal.RunAsync(_removals, this, removal, query, end, cancellationToken);

    public Task<IReadOnlyList<Removal>> ListRemovalsAsync(DateTimeOffset now, CancellationToken cancellationToken) => Task.FromResult(_removals.List(now));

    public Task<Restored?> RestoreAsync(Guid removal, DateTimeOffset now, CancellationToken cancellationToken) => _removals.RestoreAsync(removal, now);

    public Task<bool> PurgeAsync(DateTimeOffset now, CancellationToken cancellationToken) => _removals.PurgeAsync(now, cancellationToken);

    /// <returns>The position of the newest; 0 where there is none.</returns>
    private long FindLast(BinName bin) => connections.Read(connection =>
    {
        using var command = new ReadCommand(connection, $"SELECT coalesce(max(r.position), 0) FROM requests r WHERE {OfBin}", [("$bin", bin.ToString())]);
        return command.ReadAll(row => row.GetInt64(0)).Single();
    });

    /// <returns>How many were deleted, and how many of them were to be seen.</returns>
    private (int Deleted, long Count) DeletePiece(BinName bin, long last)
    {
        ReadOnlySpan<(string, object)> parameters = [("$bin", bin.ToString()), ("$last", last)];
        using var write = new WriteCommand(writing);
        var count = write.Set(_countSome, parameters).Count();
        var deleted = write.Set(_deleteSome, parameters).Run();
        write.Commit();
        return (deleted, count);
    }

    private static byte[] Bytes(Guid id) => id.ToByteArray(bigEndian: true);

    public static RequestRecord Record(SqliteDataReader row) => new()
    {
        Bin = BinName.Parse(row.GetString(1)),
        Id = new Guid(row.GetFieldValue<byte[]>(2), bigEndian: true),
        ReceivedAt = UnixTime.FromMicroseconds(row.GetInt64(3)),
        Method = row.GetString(4),
        Target = row.GetString(5),
        BodyLength = row.GetInt64(6),
        BodyKept = row.GetInt32(7),
        Status = row.GetInt32(8),
        Details = row.GetFieldValue<byte[]>(9),
        Marks = Marks.Of(row.GetInt64(10) != 0, row.GetString(11)),
    };

    private static List<ListedRequest> Read(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = new ReadCommand(connection, sql, parameters);
        return command.ReadAll(row => new ListedRequest(row.GetInt64(0), Record(row)));
    }
}
