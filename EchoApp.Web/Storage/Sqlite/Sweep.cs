using Microsoft.Data.Sqlite;

namespace EchoApp.Web.Storage.Sqlite;

/// <inheritdoc cref="IRequestStore.SweepAsync"/>
internal sealed class Sweep(SqliteConnection writing, WriteQueue writer)
{
    // What came long ago overwrites nothing of what goes now.
    private const int MostArrived = 10 * DeletedPiece.MostRows;

    private static readonly string _deleteSome = $"""
        DELETE FROM requests WHERE position IN (
            SELECT o.position FROM (
                SELECT position, received_at, row_number() OVER (ORDER BY position) AS place,
                    coalesce(sum(size) OVER (ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
                FROM (
                    SELECT position, received_at, {CapturedRequest.RowSize} + length(details) + length(head) + length(body) AS size
                    FROM requests WHERE bin = (SELECT key FROM bins WHERE name = $bin) AND pinned = 0 ORDER BY position LIMIT {DeletedPiece.MostRows})) o
            JOIN (
                SELECT requests - pinned - $requests AS requests, bytes - pinned_bytes - $bytes AS bytes
                FROM bin_usage WHERE bin = (SELECT key FROM bins WHERE name = $bin)) u
            WHERE (o.place <= u.requests OR o.before < u.bytes OR o.received_at < $since) AND o.before < {DeletedPiece.MostBytes})
        """;

    // On the thread that writes: where positions were when it was looked last, and how many have come that nothing was deleted for.
    private long _lastPosition = long.MaxValue;
    private long _arrived;

    public Task<int> RunAsync(BinName bin, Retained retained) => writer.ExecuteAsync(() =>
    {
        // What power takes back is swept again: nobody has to wait for the disk. What is captured next takes it there too.
        Set("PRAGMA synchronous = NORMAL");

        // Where as many arrive as go, these overwrite what was there: to do that before would be most of the work.
        var isReplaced = CountArrived() >= DeletedPiece.MostRows;
        if (isReplaced)
        {
            Set("PRAGMA secure_delete = FAST");
        }

        try
        {
            var count = Delete(bin, retained);
            _arrived -= isReplaced ? count : 0;
            return count;
        }
        finally
        {
            Set("PRAGMA secure_delete = ON");
            Set("PRAGMA synchronous = FULL");
        }
    });

    private long CountArrived()
    {
        using var command = new ReadCommand(writing, "SELECT last FROM positions", []);
        var last = command.ReadAll(row => row.GetInt64(0)).Single();
        _arrived = Math.Min(_arrived + Math.Max(0, last - _lastPosition), MostArrived);
        _lastPosition = last;
        return _arrived;
    }

    private int Delete(BinName bin, Retained retained)
    {
        var (requests, bytes, since) = retained.Limits;
        using var write = new WriteCommand(writing);
        var count = write.Set(_deleteSome, ("$bin", bin.ToString()), ("$requests", requests), ("$bytes", bytes), ("$since", since)).Run();
        if (count > 0)
        {
            write.Set("UPDATE bin_usage SET swept = swept + $count WHERE bin = (SELECT key FROM bins WHERE name = $bin)", ("$bin", bin.ToString()), ("$count", count)).Run();
        }

        write.Commit();
        return count;
    }

    private void Set(string pragma)
    {
        using var command = writing.CreateCommand();
        command.CommandText = pragma;
        try
        {
            command.ExecuteNonQuery();
        }
        catch (SqliteException exception)
        {
            throw Failure.Of(exception);
        }
    }
}
