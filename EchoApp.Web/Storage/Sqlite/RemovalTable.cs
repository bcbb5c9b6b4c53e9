using System.Globalization;
using Microsoft.Data.Sqlite;

namespace EchoApp.Web.Storage.Sqlite;

/// <inheritdoc cref="IRemovalTable"/>
internal sealed class RemovalTable(Connections connections, SqliteConnection writing, WriteQueue writer) : IRemovalTable
{
    // Of removals: begun, whole, and past the time in which they could be undone.
    private const string Begun = "0";
    private const string Whole = "1";
    private const string Due = "2";

    private const int PieceOfMarks = 5000;

    /// <summary>Of a request <c>r</c>: that somebody has removed it. What has only begun does not count.</summary>
    public const string IsRemoved = $"EXISTS (SELECT 1 FROM removed d JOIN removals m ON m.id = d.removal WHERE d.position = r.position AND m.state <> {Begun})";

    // Mostly there are no others, and nothing is gone through.
    private const string CountOthers = $"""
        SELECT CASE WHEN EXISTS (SELECT 1 FROM removals WHERE id <> $id AND state <> {Begun}) THEN (
            SELECT count(*) FROM removed o WHERE o.removal = $id AND EXISTS (
                SELECT 1 FROM removed d JOIN removals m ON m.id = d.removal WHERE d.position = o.position AND d.removal <> $id AND m.state <> {Begun}))
            ELSE 0 END
        """;

    private const string Kept = "removed o LEFT JOIN requests r ON r.position = o.position LEFT JOIN bins b ON b.key = r.bin WHERE o.removal = $id";
    private const string CountRestored = $"SELECT count(*) FROM {Kept} AND b.key IS NOT NULL AND {RequestTable.IsThere}";
    private const string CountGone = $"SELECT count(*) FROM {Kept} AND b.key IS NULL";

    private static readonly string _marksOfPiece = $"""
        SELECT position FROM (
            SELECT d.position, sum(length(r.head) + length(r.body)) OVER (ORDER BY d.position ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
            FROM (SELECT position FROM removed WHERE removal IN (SELECT id FROM removals WHERE state = {Due}) ORDER BY removal, position LIMIT {Piece.MostRows}) d
            LEFT JOIN requests r ON r.position = d.position)
        WHERE before IS NULL OR before < {Piece.MostBytes}
        """;

    public Task BeginAsync(Guid id, DateTimeOffset deadline, CancellationToken cancellationToken) =>
        writer.RunAsync($"INSERT INTO removals (id, state, ends_at) VALUES ($id, {Begun}, $end)", ("$id", Bytes(id)), ("$end", UnixTime.ToMicroseconds(deadline)));

    public Task<int> AddAsync(Guid id, IReadOnlyList<ListedRequest> requests, DateTimeOffset deadline, CancellationToken cancellationToken) => writer.ExecuteAsync(() =>
    {
        using var write = new WriteCommand(writing);
        write.Set("UPDATE removals SET ends_at = $end WHERE id = $id", ("$id", Bytes(id)), ("$end", UnixTime.ToMicroseconds(deadline))).Run();
        var count = requests.Count == 0 ? 0 : write.Set(
            $"INSERT INTO removed (position, removal) SELECT position, $id FROM requests WHERE position IN ({List(requests.Select(request => request.Position))}) ON CONFLICT DO NOTHING",
            ("$id", Bytes(id))).Run();
        write.Commit();
        return count;
    });

    public Task<long?> TryEndAsync(Guid id, DateTimeOffset end, CancellationToken cancellationToken) => writer.ExecuteAsync<long?>(() =>
    {
        using var write = new WriteCommand(writing);
        if (write.Set($"UPDATE removals SET state = {Whole}, ends_at = $end WHERE id = $id AND state = {Begun}", ("$id", Bytes(id)), ("$end", UnixTime.ToMicroseconds(end))).Run() == 0)
        {
            return null;
        }

        var others = write.Set(CountOthers, ("$id", Bytes(id))).Count();
        write.Commit();
        return others;
    });

    public async Task AbandonAsync(Guid id)
    {
        await writer.RunAsync("DELETE FROM removals WHERE id = $id", ("$id", Bytes(id)));
        await TryUnmarkAsync(id);
    }

    /// <inheritdoc cref="IRequestStore.ListRemovalsAsync"/>
    public IReadOnlyList<Removal> List(DateTimeOffset now) => connections.Read(connection =>
    {
        using var command = new ReadCommand(
            connection,
            $"""
            SELECT m.id, (SELECT count(*) FROM removed d WHERE d.removal = m.id), m.ends_at FROM removals m
            WHERE m.state = {Whole} AND m.ends_at > $now ORDER BY m.ends_at DESC, m.id DESC LIMIT {IRemovalTable.MostListed}
            """,
            [("$now", UnixTime.ToMicroseconds(now))]);
        return command.ReadAll(row => new Removal(new Guid(row.GetFieldValue<byte[]>(0), bigEndian: true), row.GetInt64(1), UnixTime.FromMicroseconds(row.GetInt64(2))));
    });

    /// <inheritdoc cref="IRequestStore.RestoreAsync"/>
    public async Task<Restored?> RestoreAsync(Guid id, DateTimeOffset now)
    {
        var restored = await writer.ExecuteAsync<Restored?>(() =>
        {
            using var write = new WriteCommand(writing);
            if (write.Set($"DELETE FROM removals WHERE id = $id AND state = {Whole} AND ends_at > $now", ("$id", Bytes(id)), ("$now", UnixTime.ToMicroseconds(now))).Run() == 0)
            {
                return null;
            }

            var count = new Restored(write.Set(CountRestored, ("$id", Bytes(id))).Count(), write.Set(CountGone, ("$id", Bytes(id))).Count());
            write.Commit();
            return count;
        });
        if (restored is not null)
        {
            await TryUnmarkAsync(id);
        }

        return restored;
    }

    /// <inheritdoc cref="IRequestStore.PurgeAsync"/>
    public async Task<bool> PurgeAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!HasAny())
        {
            return true;
        }

        var until = ("$now", (object)UnixTime.ToMicroseconds(now));
        await writer.RunAsync($"DELETE FROM removals WHERE state = {Begun} AND ends_at <= $now", until);
        await writer.RunAsync($"UPDATE removals SET state = {Due} WHERE state = {Whole} AND ends_at <= $now", until);
        await writer.RunAllAsync(
            $"DELETE FROM removed WHERE position IN (SELECT position FROM removed WHERE removal NOT IN (SELECT id FROM removals) LIMIT {PieceOfMarks}) AND removal NOT IN (SELECT id FROM removals)",
            cancellationToken);
        var pieces = 0;
        while (await writer.ExecuteAsync(DeletePiece) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (++pieces == IRemovalTable.MostPieces)
            {
                return false;
            }
        }

        await writer.RunAsync($"DELETE FROM removals WHERE state = {Due} AND NOT EXISTS (SELECT 1 FROM removed WHERE removal = removals.id)");
        return true;
    }

    /// <returns>How many marks there were.</returns>
    private int DeletePiece()
    {
        using var read = new ReadCommand(writing, _marksOfPiece, []);
        var positions = List(read.ReadAll(row => row.GetInt64(0)));
        using var write = new WriteCommand(writing);
        write.Set($"DELETE FROM requests WHERE position IN ({positions})").Run();
        var count = write.Set($"DELETE FROM removed WHERE position IN ({positions}) AND removal IN (SELECT id FROM removals WHERE state = {Due})").Run();
        write.Commit();
        return count;
    }

    /// <summary>Marks of a removal that is not there any longer say nothing; what is left of them, the sweeper takes.</summary>
    private async Task TryUnmarkAsync(Guid id)
    {
        try
        {
            await writer.RunAllAsync(
                $"DELETE FROM removed WHERE removal = $id AND position IN (SELECT position FROM removed WHERE removal = $id LIMIT {PieceOfMarks})", CancellationToken.None, ("$id", Bytes(id)));
        }
        catch (StoreUnavailableException)
        {
            // All is back as it was.
        }
    }

    private bool HasAny() => connections.Read(connection =>
    {
        using var command = new ReadCommand(connection, "SELECT 1 WHERE EXISTS (SELECT 1 FROM removed) OR EXISTS (SELECT 1 FROM removals)", []);
        return command.ReadAll(_ => true).Count > 0;
    });

    private static string List(IEnumerable<long> positions) => string.Join(", ", positions.Select(position => position.ToString(CultureInfo.InvariantCulture)));

    private static byte[] Bytes(Guid id) => id.ToByteArray(bigEndian: true);
}
