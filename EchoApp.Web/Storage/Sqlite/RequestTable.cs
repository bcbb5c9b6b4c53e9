using Microsoft.Data.Sqlite;

namespace EchoApp.Web.Storage.Sqlite;

internal sealed class RequestTable(Connections connections, WriteQueue writer) : IRequestStore
{
    private const string Columns = "r.position, b.name, r.id, r.received_at, r.method, r.target, r.body_length, length(r.body), r.status, r.details";
    private const string Tables = "requests r JOIN bins b ON b.key = r.bin";
    private const string OfBin = "r.bin = (SELECT key FROM bins WHERE name = $bin)";

    private static readonly string _deleteSome = DeletedPiece.Of($"{OfBin} AND position <= $last");

    public ValueTask<bool> AppendAsync(CapturedRequest request) => writer.AppendAsync(request);

    public Task<IReadOnlyList<ListedRequest>> ListAsync(BinName bin, long? before, int limit, CancellationToken cancellationToken) => Listed(
        $"SELECT {Columns} FROM {Tables} WHERE {OfBin} AND r.position < $before ORDER BY r.position DESC LIMIT $limit",
        ("$bin", bin.ToString()),
        ("$before", before ?? long.MaxValue),
        ("$limit", limit));

    public Task<IReadOnlyList<ListedRequest>> FollowAsync(BinName? bin, long after, int limit, CancellationToken cancellationToken) => Listed(
        $"SELECT {Columns} FROM {Tables} WHERE {(bin is null ? "TRUE" : OfBin)} AND r.position > $after ORDER BY r.position LIMIT $limit",
        ("$bin", bin?.ToString() ?? ""),
        ("$after", after),
        ("$limit", limit));

    public Task<StoredRequest?> FindAsync(BinName bin, Guid id, CancellationToken cancellationToken)
    {
        using var connection = connections.Open();
        using var query = new Query(
            connection, $"SELECT {Columns}, r.head, r.body FROM {Tables} WHERE b.name = $bin AND r.id = $id", [("$bin", bin.ToString()), ("$id", Bytes(id))]);
        return Task.FromResult(query.ReadAll(row => new StoredRequest(row.GetInt64(0), Record(row), row.GetFieldValue<byte[]>(10), row.GetFieldValue<byte[]>(11))).SingleOrDefault());
    }

    public async Task<bool> DeleteAsync(BinName bin, Guid id, CancellationToken cancellationToken) =>
        await writer.RunAsync($"DELETE FROM requests AS r WHERE {OfBin} AND id = $id", ("$bin", bin.ToString()), ("$id", Bytes(id))) > 0;

    public async Task<long> DeleteAllAsync(BinName bin, CancellationToken cancellationToken) =>
        await DeleteToAsync(bin, await ListAsync(bin, null, 1, cancellationToken) is [var newest] ? newest.Position : 0, cancellationToken);

    public async Task<long> TrimAsync(BinName bin, int keep, CancellationToken cancellationToken) =>
        await DeleteToAsync(bin, FindLastToTrim(bin, keep), cancellationToken);

    private long FindLastToTrim(BinName bin, int keep)
    {
        using var connection = connections.Open();
        using var query = new Query(
            connection, $"SELECT r.position FROM requests r WHERE {OfBin} ORDER BY r.position DESC LIMIT 1 OFFSET $keep", [("$bin", bin.ToString()), ("$keep", keep)]);
        return query.ReadAll(row => row.GetInt64(0)).SingleOrDefault();
    }

    private async Task<long> DeleteToAsync(BinName bin, long last, CancellationToken cancellationToken)
    {
        var sum = 0L;
        while (await writer.RunAsync(_deleteSome, ("$bin", bin.ToString()), ("$last", last)) is > 0 and var count)
        {
            sum += count;
            cancellationToken.ThrowIfCancellationRequested();
        }

        return sum;
    }

    private static byte[] Bytes(Guid id) => id.ToByteArray(bigEndian: true);

    private static RequestRecord Record(SqliteDataReader row) => new()
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
    };

    private Task<IReadOnlyList<ListedRequest>> Listed(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var connection = connections.Open();
        using var query = new Query(connection, sql, parameters);
        return Task.FromResult<IReadOnlyList<ListedRequest>>(query.ReadAll(row => new ListedRequest(row.GetInt64(0), Record(row))));
    }
}
