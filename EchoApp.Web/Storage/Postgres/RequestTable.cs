using Npgsql;

namespace EchoApp.Web.Storage.Postgres;

internal sealed class RequestTable(Session session, GroupCommit writer) : IRequestStore
{
    private const string Columns = "r.position, b.name, r.id, r.received_at, r.method, r.target, r.body_length, octet_length(r.body), r.status, r.details";
    private const string Tables = "echoapp.requests r JOIN echoapp.bins b ON b.key = r.bin";
    private const string OfBin = "r.bin = (SELECT key FROM echoapp.bins WHERE name = $1)";

    // So many rows at once, so that no transaction is long.
    private const string DeleteSome =
        "DELETE FROM echoapp.requests WHERE position IN (SELECT r.position FROM echoapp.requests r WHERE " + OfBin + " AND r.position <= $2 ORDER BY r.position LIMIT 500 FOR UPDATE)";

    public ValueTask<bool> AppendAsync(CapturedRequest request) => writer.AppendAsync(request);

    public Task<IReadOnlyList<ListedRequest>> ListAsync(BinName bin, long? before, int limit, CancellationToken cancellationToken) => ListedAsync(
        $"SELECT {Columns} FROM {Tables} WHERE {OfBin} AND r.position < $2 ORDER BY r.position DESC LIMIT $3", bin, before ?? long.MaxValue, limit, cancellationToken);

    public Task<IReadOnlyList<ListedRequest>> FollowAsync(BinName? bin, long after, int limit, CancellationToken cancellationToken) => ListedAsync(
        $"SELECT {Columns} FROM {Tables} WHERE {(bin is null ? "$1 = ''" : OfBin)} AND r.position > $2 ORDER BY r.position LIMIT $3", bin, after, limit, cancellationToken);

    public async Task<StoredRequest?> FindAsync(BinName bin, Guid id, CancellationToken cancellationToken) =>
        (await session.ReadAllAsync(
            row => new StoredRequest(row.GetInt64(0), Record(row), row.GetFieldValue<byte[]>(10), row.GetFieldValue<byte[]>(11)),
            $"SELECT {Columns}, r.head, r.body FROM {Tables} WHERE b.name = $1 AND r.id = $2",
            cancellationToken,
            bin.ToString(),
            id)).SingleOrDefault();

    public async Task<bool> DeleteAsync(BinName bin, Guid id, CancellationToken cancellationToken) =>
        await session.ExecuteAsync($"DELETE FROM echoapp.requests r WHERE {OfBin} AND r.id = $2", cancellationToken, bin.ToString(), id) > 0;

    public async Task<long> DeleteAllAsync(BinName bin, CancellationToken cancellationToken) =>
        await DeleteToAsync(bin, await ListAsync(bin, null, 1, cancellationToken) is [var newest] ? newest.Position : 0, cancellationToken);

    public async Task<long> TrimAsync(BinName bin, int keep, CancellationToken cancellationToken)
    {
        var beyond = await session.ReadAllAsync(
            row => row.GetInt64(0), $"SELECT r.position FROM echoapp.requests r WHERE {OfBin} ORDER BY r.position DESC LIMIT 1 OFFSET $2", cancellationToken, bin.ToString(), keep);
        return await DeleteToAsync(bin, beyond.SingleOrDefault(), cancellationToken);
    }

    private async Task<long> DeleteToAsync(BinName bin, long last, CancellationToken cancellationToken)
    {
        var sum = 0L;
        do
        {
            sum += await session.ExecuteAsync(DeleteSome, cancellationToken, bin.ToString(), last);
        }
        while (await HasAsync(bin, last, cancellationToken));

        return sum;
    }

    // What somebody else deletes at the same time counts for them, and need not be gone yet.
    private async Task<bool> HasAsync(BinName bin, long last, CancellationToken cancellationToken) => (await session.ReadAllAsync(
        _ => true, $"SELECT 1 FROM echoapp.requests r WHERE {OfBin} AND r.position <= $2 LIMIT 1", cancellationToken, bin.ToString(), last)).Count > 0;

    private static RequestRecord Record(NpgsqlDataReader row) => new()
    {
        Bin = BinName.Parse(row.GetString(1)),
        Id = row.GetGuid(2),
        ReceivedAt = UnixTime.FromMicroseconds(row.GetInt64(3)),
        Method = row.GetString(4),
        Target = row.GetString(5),
        BodyLength = row.GetInt64(6),
        BodyKept = row.GetInt32(7),
        Status = row.GetInt32(8),
        Details = row.GetFieldValue<byte[]>(9),
    };

    private async Task<IReadOnlyList<ListedRequest>> ListedAsync(string sql, BinName? bin, long position, int limit, CancellationToken cancellationToken) =>
        await session.ReadAllAsync(row => new ListedRequest(row.GetInt64(0), Record(row)), sql, cancellationToken, bin?.ToString() ?? "", position, limit);
}
