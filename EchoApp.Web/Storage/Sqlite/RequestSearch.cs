using System.Diagnostics;
using System.Text;
using EchoApp.Web.Queries;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EchoApp.Web.Storage.Sqlite;

/// <summary>Looks through requests where they are: the indexes give those that may be asked for, and each of them is looked at here.</summary>
internal sealed class RequestSearch(Connections connections, ContentReader contents)
{
    // Rows, and bytes of their heads and bodies, between two looks at the clock.
    private const int RowsAtOnce = 32;
    private const int BytesAtOnce = 256 * 1024;

    // Rows that are looked at to know whether a page that is full is the last.
    private const int RowsBehindPage = 500;

    // One of the processors of the process.
    private static readonly SemaphoreSlim _pages = new(1);
    private static readonly SemaphoreSlim _streams = new(1);

    /// <inheritdoc cref="IRequestStore.SearchAsync"/>
    public Task<FoundRequests> SearchAsync(Query query, SearchStart start, int limit, TimeSpan patience, CancellationToken cancellationToken)
    {
        return query.NeedsLook ? SearchTurn.RunAsync(_pages, _streams, start, () => Task.Run(LookAsync, cancellationToken), cancellationToken) : LookAsync();

        Task<FoundRequests> LookAsync()
        {
            var end = Stopwatch.GetTimestamp() + (long)(patience.TotalSeconds * Stopwatch.Frequency);
            return connections.ReadAsync(connection => SearchAsync(connection, query, start, limit, () => Stopwatch.GetTimestamp() >= end || cancellationToken.IsCancellationRequested, cancellationToken));
        }
    }

    private async Task<FoundRequests> SearchAsync(SqliteConnection connection, Query query, SearchStart start, int limit, Func<bool> isOver, CancellationToken cancellationToken)
    {
        using var snapshot = connection.BeginTransaction(deferred: true);
        var database = connection.Handle!;
        var bins = ReadBins(database);
        var plan = await Walk.PlanAsync(query, bins, (keys, most) => Task.FromResult<IReadOnlyList<(long Bin, string Method, int Status)>>(ReadKinds(database, keys, most)));
        var range = await FindRangeAsync(database, TimeRange.Of(query));
        using var rows = new WalkedRows(database, plan, range.From(start), start.IsForward, bins);
        return await LookAsync(rows, query, limit, isOver, cancellationToken);
    }

    private async Task<FoundRequests> LookAsync(WalkedRows rows, Query query, int limit, Func<bool> isOver, CancellationToken cancellationToken)
    {
        var needsContent = query.NeedsContent;
        var rowsAtOnce = needsContent || query.HasPattern ? 1 : RowsAtOnce;
        List<ListedRequest> found = [];
        var behind = 0;
        var (looked, bytes) = (0, 0L);
        while (rows.Read())
        {
            if (found.Count == limit && ++behind > RowsBehindPage)
            {
                return new(found, found[^1].Position);
            }

            if (rows.IsThere && (needsContent ? await contents.HoldsAsync(query, rows, cancellationToken) : query.Holds(rows)))
            {
                if (found.Count == limit)
                {
                    return new(found, found[^1].Position);
                }

                found.Add(new(rows.Position, rows.ToRecord()));
            }

            if (++looked == rowsAtOnce || rows.BytesLookedAt - bytes >= BytesAtOnce)
            {
                (looked, bytes) = (0, rows.BytesLookedAt);
                if (isOver())
                {
                    return new(found, found.Count == limit ? found[^1].Position : rows.Position);
                }
            }
        }

        return new(found, Next: null);
    }

    private static Dictionary<long, BinName> ReadBins(sqlite3 database)
    {
        Dictionary<long, BinName> bins = [];
        using var statement = new Statement(database, "SELECT key, name FROM bins");
        while (statement.Read())
        {
            bins.Add(statement.Number(0), BinName.Parse(Encoding.UTF8.GetString(statement.Bytes(1))));
        }

        return bins;
    }

    /// <summary>From each to the next, without the requests between them.</summary>
    private static List<(long Bin, string Method, int Status)> ReadKinds(sqlite3 database, IReadOnlyList<long> bins, int most)
    {
        const string kinds = "SELECT method, status FROM requests INDEXED BY requests_kind WHERE bin = ?1 AND";

        // The index is used for both columns only where the first is equal.
        using var nextStatus = new Statement(database, $"{kinds} method = ?2 AND status > ?3 ORDER BY status LIMIT 1");
        using var nextMethod = new Statement(database, $"{kinds} method > ?2 ORDER BY method, status LIMIT 1");
        List<(long Bin, string Method, int Status)> found = [];
        foreach (var bin in bins)
        {
            var kind = ReadNext(bin, "", 0);
            while (found.Count <= most && kind is var (method, status))
            {
                found.Add((bin, method, status));
                kind = ReadNext(bin, method, status);
            }
        }

        return found;

        (string Method, int Status)? ReadNext(long bin, string method, int status)
        {
            nextStatus.Bind(3, status);
            return ReadOne(nextStatus, bin, method) ?? ReadOne(nextMethod, bin, method);
        }

        static (string Method, int Status)? ReadOne(Statement next, long bin, string method)
        {
            next.Bind(1, bin);
            next.Bind(2, method);
            (string Method, int Status)? kind = next.Read() ? (Encoding.UTF8.GetString(next.Bytes(0)), (int)next.Number(1)) : null;
            next.Reset();
            return kind;
        }
    }

    private static async Task<PositionRange> FindRangeAsync(sqlite3 database, TimeRange times)
    {
        if (times == TimeRange.Any)
        {
            return PositionRange.All;
        }

        using var known = new Statement(database, "SELECT lateness, coalesce((SELECT min(position) FROM requests), 0), coalesce((SELECT max(position) FROM requests), 0) FROM usage");
        known.Read();
        using var first = new Statement(database, "SELECT position, received_at FROM requests WHERE position >= ?1 ORDER BY position LIMIT 1");
        return await PositionRange.FindAsync(times, known.Number(0), (known.Number(1), known.Number(2)), Probe);

        Task<(long Position, long ReceivedAt)?> Probe(long position)
        {
            first.Bind(1, position);
            (long Position, long ReceivedAt)? found = first.Read() ? (first.Number(0), first.Number(1)) : null;
            first.Reset();
            return Task.FromResult(found);
        }
    }
}
