using System.Data;
using System.Diagnostics;
using System.Globalization;
using EchoApp.Web.Queries;
using Npgsql;

namespace EchoApp.Web.Storage.Postgres;

/// <summary>Looks through requests window by window, each in one statement: the indexes give those that may be asked for, the database looks at them, and what it lets through is looked at again here.</summary>
internal sealed class RequestSearch(Session session, ContentReader contents)
{
    private const int FewestInWindow = 50;
    private const int MostInWindow = 50_000;

    // Of the processors of the database, and of the connections to it.
    private static readonly SemaphoreSlim _pages = new(2);
    private static readonly SemaphoreSlim _streams = new(1);

    private static readonly TimeSpan _longWindow = TimeSpan.FromMilliseconds(40);

    /// <inheritdoc cref="IRequestStore.SearchAsync"/>
    public Task<FoundRequests> SearchAsync(Query query, SearchStart start, int limit, TimeSpan patience, CancellationToken cancellationToken)
    {
        return query.NeedsLook ? SearchTurn.RunAsync(_pages, _streams, start, LookAsync, cancellationToken) : LookAsync();

        Task<FoundRequests> LookAsync() => SearchOnceAsync(query, start, limit, patience, cancellationToken);
    }

    private Task<FoundRequests> SearchOnceAsync(Query query, SearchStart start, int limit, TimeSpan patience, CancellationToken cancellationToken) => session.RunTwiceAsync(
        async connection =>
        {
            // All of it at one moment: what is committed meanwhile may be of a bin, or a kind, that was not there when it began.
            await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
            await PlanEachAsync(connection, cancellationToken);
            var started = Stopwatch.GetTimestamp();
            var bins = await ReadBinsAsync(connection, query, cancellationToken);
            var walks = await Walk.PlanAsync(query, bins, (keys, most) => ReadKindsAsync(connection, keys, most, cancellationToken));
            var range = await FindRangeAsync(connection, TimeRange.Of(query), cancellationToken);
            if (walks.Count == 0 || range.IsEmpty)
            {
                return new FoundRequests([], Next: null);
            }

            var window = new SearchWindow(query, walks, bins, start.IsForward, contents);
            return await LookAsync(connection, window, range, start, limit, () => cancellationToken.IsCancellationRequested || Stopwatch.GetElapsedTime(started) >= patience, cancellationToken);
        },
        cancellationToken);

    /// <summary>A plan for whatever might be asked for takes many times as long as one for what is, which is made in a millisecond.</summary>
    private static async Task PlanEachAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SET LOCAL plan_cache_mode = force_custom_plan", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<FoundRequests> LookAsync(
        NpgsqlConnection connection, SearchWindow window, PositionRange range, SearchStart start, int limit, Func<bool> isOver, CancellationToken cancellationToken)
    {
        List<ListedRequest> found = [];
        var size = Math.Max(limit + 1, FewestInWindow);
        while (true)
        {
            var started = Stopwatch.GetTimestamp();
            var (requests, next) = await window.ReadAsync(connection, range.From(start), size, limit + 1 - found.Count, isOver, cancellationToken);
            found.AddRange(requests);
            if (found.Count > limit)
            {
                found.RemoveRange(limit, found.Count - limit);
                return new(found, found[^1].Position);
            }

            if (next is null)
            {
                return new(found, Next: null);
            }

            if (found.Count == limit)
            {
                return new(found, found[^1].Position);
            }

            if (isOver())
            {
                return new(found, next);
            }

            start = start with { Position = next.Value };
            size = Stopwatch.GetElapsedTime(started) < _longWindow ? Math.Min(size * 4, MostInWindow) : Math.Max(size / 2, FewestInWindow);
        }
    }

    private static async Task<Dictionary<long, BinName>> ReadBinsAsync(NpgsqlConnection connection, Query query, CancellationToken cancellationToken)
    {
        var only = RequiredBin(query);
        var bins = await Session.ReadAsync(
            connection,
            row => (row.GetInt64(0), BinName.Parse(row.GetString(1))),
            $"SELECT key, name FROM echoapp.bins {(only is null ? "" : "WHERE name = $1")}",
            cancellationToken,
            only is null ? [] : [only]);
        return bins.ToDictionary();
    }

    private static string? RequiredBin(Query query) => query switch
    {
        BinCondition condition => condition.Bin.ToString(),
        AllOf all => all.Parts.Select(RequiredBin).FirstOrDefault(bin => bin is not null),
        _ => null,
    };

    /// <summary>From each to the next, without those between them.</summary>
    private static async Task<IReadOnlyList<(long Bin, string Method, int Status)>> ReadKindsAsync(NpgsqlConnection connection, IReadOnlyList<long> bins, int most, CancellationToken cancellationToken) =>
        await Session.ReadAsync(
            connection,
            row => (row.GetInt64(0), row.GetString(1), row.GetInt32(2)),
            $"""
            WITH RECURSIVE kinds AS (
                (SELECT f.bin, f.method, f.status FROM (VALUES {string.Join(", ", bins.Select(bin => string.Create(CultureInfo.InvariantCulture, $"({bin}::bigint)")))}) b(bin) CROSS JOIN LATERAL (
                    SELECT r.bin, left(r.method, 64) AS method, r.status FROM echoapp.requests r WHERE r.bin = b.bin ORDER BY r.bin, left(r.method, 64), r.status LIMIT 1) f)
                UNION ALL
                SELECT n.bin, n.method, n.status FROM kinds k CROSS JOIN LATERAL (
                    SELECT r.bin, left(r.method, 64) AS method, r.status FROM echoapp.requests r
                    WHERE r.bin = k.bin AND (left(r.method, 64), r.status) > (k.method, k.status) ORDER BY r.bin, left(r.method, 64), r.status LIMIT 1) n)
            SELECT bin, method, status FROM kinds LIMIT $1
            """,
            cancellationToken,
            most + 1);

    private static async Task<PositionRange> FindRangeAsync(NpgsqlConnection connection, TimeRange times, CancellationToken cancellationToken)
    {
        if (times == TimeRange.Any)
        {
            return PositionRange.All;
        }

        var known = await Session.ReadAsync(
            connection,
            row => (Lateness: row.GetInt64(0), Range: (row.GetInt64(1), row.GetInt64(2))),
            "SELECT lateness, coalesce((SELECT min(position) FROM echoapp.requests), 0), coalesce((SELECT max(position) FROM echoapp.requests), 0) FROM echoapp.usage",
            cancellationToken);
        return await PositionRange.FindAsync(times, known[0].Lateness, known[0].Range, ProbeAsync);

        async Task<(long Position, long ReceivedAt)?> ProbeAsync(long position)
        {
            var rows = await Session.ReadAsync(
                connection,
                row => (row.GetInt64(0), row.GetInt64(1)),
                "SELECT position, received_at FROM echoapp.requests WHERE position >= $1 ORDER BY position LIMIT 1",
                cancellationToken,
                position);
            return rows is [var first] ? first : null;
        }
    }
}
