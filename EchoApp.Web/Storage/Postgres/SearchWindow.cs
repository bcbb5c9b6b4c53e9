using System.Globalization;
using EchoApp.Web.Queries;
using Npgsql;

namespace EchoApp.Web.Storage.Postgres;

/// <summary>The statement that looks at so many requests, from a position on, and gives those that a query asks for.</summary>
internal sealed class SearchWindow
{
    /// <summary>
    /// Bytes that a window looks through, times what is done with each of them: what takes at most a tenth of the time that a statement may take. A byte is folded
    /// in 19 to 75 ns, text as against what is none, and gone through for a condition in 1 ns; in 7 where nearly all of it looks like what is asked for.
    /// </summary>
    private const long MostWork = 64 * 1024 * 1024;

    /// <summary>Conditions for which a byte is gone through in the time in which it is folded.</summary>
    private const int ConditionsOfFold = 10;

    private readonly Query _query;
    private readonly IReadOnlyDictionary<long, BinName> _bins;
    private readonly bool _isForward;
    private readonly ContentReader _contents;
    private readonly List<object> _parameters;
    private readonly QuerySql _sql;
    private readonly string _text;

    public SearchWindow(Query query, IReadOnlyList<Walk> walks, IReadOnlyDictionary<long, BinName> bins, bool isForward, ContentReader contents)
    {
        _query = query;
        _bins = bins;
        _isForward = isForward;
        _contents = contents;

        // These change from window to window.
        _parameters = [0L, 0L, 0, 0];
        _sql = new QuerySql(query, bins, _parameters);
        _text = Write(walks);
    }

    /// <param name="connection">Where it is run.</param>
    /// <param name="range">Between which positions.</param>
    /// <param name="size">How many requests are looked at.</param>
    /// <param name="limit">How many are given at most, of what the database knows all about.</param>
    /// <param name="isOver">Whether enough time has gone by.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Those that are asked for; and where to go on, null where there is nothing more.</returns>
    public async Task<(List<ListedRequest> Requests, long? Next)> ReadAsync(NpgsqlConnection connection, PositionRange range, int size, int limit, Func<bool> isOver, CancellationToken cancellationToken)
    {
        _parameters[0] = range.Start;
        _parameters[1] = range.End;
        _parameters[2] = size;
        _parameters[3] = limit = _sql.LetsMuchThrough ? size : limit;
        var rows = await Session.ReadAsync(connection, Read, _text, cancellationToken, [.. _parameters]);
        var passed = rows.FindAll(row => row.Request is not null);
        List<ListedRequest> requests = [];
        foreach (var (_, _, request, bodyHolds) in passed)
        {
            if (await HoldsAsync(request!, bodyHolds, cancellationToken))
            {
                requests.Add(new(request!.Position, request.Record));
            }

            // What the database knows nothing of may take long.
            if (_sql.LetsMuchThrough && isOver())
            {
                cancellationToken.ThrowIfCancellationRequested();
                return (requests, request!.Position);
            }
        }

        return (requests, passed.Count == limit ? passed[^1].Request!.Position : rows[0].IsEnd ? null : rows[0].Last);
    }

    private ValueTask<bool> HoldsAsync(StoredRequest request, bool[] bodyHolds, CancellationToken cancellationToken)
    {
        // Its bin has been deleted meanwhile.
        if (request.Record.Bin == default)
        {
            return ValueTask.FromResult(false);
        }

        var row = new RecordRow(request, condition => bodyHolds[Place(condition)]);
        return _query.NeedsContent ? _contents.HoldsAsync(_query, row, cancellationToken) : ValueTask.FromResult(_query.Holds(row));
    }

    private string Write(IReadOnlyList<Walk> walks)
    {
        var order = _isForward ? "" : "DESC";
        var size = _sql.TextConditions == 0 ? "0" : _sql.Size;
        var parts = walks.Select(walk => $"(SELECT r.position, {size} AS size FROM echoapp.requests r WHERE {Which(walk)} ORDER BY r.position {order} LIMIT $3)");

        // The first of them is looked at however long it is.
        var near = _sql.TextConditions == 0 ? "near" : string.Create(CultureInfo.InvariantCulture, $"""
            (SELECT s.position FROM (SELECT n.position, sum(n.size) OVER (ORDER BY n.position {order}) - n.size AS before FROM near n) s
            WHERE s.before < {MostWork / (ConditionsOfFold + _sql.TextConditions)})
            """);
        return $"""
            WITH near AS MATERIALIZED (SELECT position, size FROM ({string.Join(" UNION ALL ", parts)}) a ORDER BY position {order} LIMIT $3),
            candidates AS MATERIALIZED (
                SELECT c.position, (SELECT {_sql.Look} FROM echoapp.requests r WHERE r.position = c.position) AS holds FROM {near} c),
            looked AS (
                SELECT {(_isForward ? "max" : "min")}(position) AS last, (SELECT count(*) FROM near) < $3 AND count(*) = (SELECT count(*) FROM near) AS is_end FROM candidates)
            SELECT coalesce(l.last, 0), l.is_end, f.* FROM looked l LEFT JOIN LATERAL (
                SELECT {RequestColumns.Names}, {(_sql.NeedsHead ? "r.head" : "NULL::bytea")}, {(_sql.NeedsBody ? "r.body" : "NULL::bytea")}{string.Concat(_sql.BodyConditions.Select(Holds))}
                FROM (SELECT position, holds FROM candidates WHERE holds IS NOT NULL ORDER BY position {order} LIMIT $4) p
                CROSS JOIN LATERAL (SELECT * FROM echoapp.requests x WHERE x.position = p.position OFFSET 0) r) f ON TRUE
            ORDER BY f.position {order}
            """;

        // The client's arrays would bring much code along.
        static string Holds(TextCondition condition, int place) => string.Create(CultureInfo.InvariantCulture, $", p.holds[{place + 1}]");
    }

    private string Which(Walk walk)
    {
        var which = walk switch
        {
            { Id: { } id } => $"r.id = {Parameter(id)}",
            { IsMarked: true } => "(r.pinned OR r.tags <> '')",
            { Bin: null } => "TRUE",
            { Kind: var (method, status) } => $"r.bin = {Parameter(walk.Bin)} AND left(r.method, 64) = {Parameter(method)} AND r.status = {Parameter(status)}",
            _ => $"r.bin = {Parameter(walk.Bin)}",
        };
        return $"{which} AND r.position >= $1 AND r.position < $2";
    }

    private string Parameter(object value)
    {
        _parameters.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"${_parameters.Count}");
    }

    private (long Last, bool IsEnd, StoredRequest? Request, bool[] BodyHolds) Read(NpgsqlDataReader row)
    {
        const int content = RequestColumns.Count + 2;
        var (last, isEnd) = (row.GetInt64(0), row.GetBoolean(1));
        if (row.IsDBNull(2))
        {
            return (last, isEnd, null, []);
        }

        var record = RequestColumns.Read(row, _bins.GetValueOrDefault(row.GetInt64(3)), 2);
        ReadOnlyMemory<byte> head = _sql.NeedsHead ? row.GetFieldValue<byte[]>(content) : default;
        ReadOnlyMemory<byte> body = _sql.NeedsBody ? row.GetFieldValue<byte[]>(content + 1) : default;
        return (last, isEnd, new(row.GetInt64(2), record, head, body), [.. Enumerable.Range(content + 2, _sql.BodyConditions.Count).Select(row.GetBoolean)]);
    }

    private int Place(TextCondition condition)
    {
        for (var i = 0; ; i++)
        {
            if (_sql.BodyConditions[i].Equals(condition))
            {
                return i;
            }
        }
    }
}
