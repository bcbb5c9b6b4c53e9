using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EchoApp.Web.Storage.Sqlite;

/// <inheritdoc cref="IRequestStore.SweepAsync"/>
internal sealed class Sweep(SqliteConnection writing, WriteQueue writer)
{
    // In bytes. What came long ago overwrites nothing of what goes now.
    private const long MostArrived = 10 * Piece.MostBytes;

    private const string Excess = "SELECT b.key, u.requests - u.pinned, u.bytes - u.pinned_bytes FROM bins b JOIN bin_usage u ON u.bin = b.key WHERE b.name = ?1";

    private static readonly string _oldest = $"""
        SELECT position, received_at, {CapturedRequest.RowSize} + length(details) + length(head) + length(body)
        FROM requests WHERE bin = ?1 AND pinned = 0 ORDER BY position LIMIT {Piece.MostRows}
        """;

    // On the thread that writes: bytes in the store when it was looked last, and how many have come that nothing was deleted for.
    private long _lastBytes = long.MaxValue;
    private long _arrived;

    public Task<int?> RunAsync(BinName bin, Retained retained) => writer.ExecuteAsync<int?>(() =>
    {
        try
        {
            // What power takes back is swept again: nobody has to wait for the disk. What is captured next takes it there too.
            Set("PRAGMA synchronous = NORMAL");

            // What they would count row by row is counted once.
            SetTriggers(areOn: false);
            return Delete(bin, retained);
        }
        finally
        {
            SetTriggers(areOn: true);
            Set("PRAGMA synchronous = FULL");
            Set("PRAGMA secure_delete = ON");
        }
    });

    private int Delete(BinName bin, Retained retained)
    {
        using var write = new WriteCommand(writing);
        if (FindExcess(bin, retained) is not var (key, requests, bytes, since))
        {
            return 0;
        }

        var (positions, size) = FindOldest(key, requests, bytes, since);
        CountArrived(write);
        DeleteAll(positions, isReplaced: _arrived >= size);
        if (positions.Count > 0)
        {
            write.Set("UPDATE usage SET bytes = bytes - $size", ("$size", size)).Run();
            write.Set("UPDATE bin_usage SET requests = requests - $count, bytes = bytes - $size, swept = swept + $count WHERE bin = $key", ("$count", positions.Count), ("$size", size), ("$key", key)).Run();
        }

        write.Commit();
        _lastBytes -= size;
        _arrived = Math.Max(0, _arrived - size);
        return positions.Count;
    }

    /// <returns>The bin's key, how many requests and bytes of it are too many, and since when they stay all the same; null where there is no such bin.</returns>
    private (long Key, long Requests, long Bytes, long Since)? FindExcess(BinName bin, Retained retained)
    {
        var limits = retained.Limits;
        using var find = new Statement(Database, Excess);
        find.Bind(1, bin.ToString());
        return find.Read() ? (find.Number(0), find.Number(1) - limits.Requests, find.Number(2) - limits.Bytes, limits.Since) : null;
    }

    /// <returns>The positions of what is to go, and its bytes.</returns>
    private (List<long> Positions, long Size) FindOldest(long key, long requests, long bytes, long since)
    {
        List<long> positions = [];
        var (place, before, size) = (0, 0L, 0L);
        using var oldest = new Statement(Database, _oldest);
        oldest.Bind(1, key);
        while (before < Piece.MostBytes && oldest.Read())
        {
            var rowSize = oldest.Number(2);
            if (++place <= requests || before < bytes || oldest.Number(1) < since)
            {
                positions.Add(oldest.Number(0));
                size += rowSize;
            }

            before += rowSize;
        }

        return (positions, size);
    }

    /// <summary>Counts less where others delete, too.</summary>
    private void CountArrived(WriteCommand write)
    {
        var bytes = write.Set("SELECT bytes FROM usage").Count();
        _arrived = Math.Min(_arrived + Math.Max(0, bytes - _lastBytes), MostArrived);
        _lastBytes = bytes;
    }

    /// <param name="positions">Of what goes.</param>
    /// <param name="isReplaced">Whether as much has arrived, and overwrites what was there: to do that before would be most of the work.</param>
    private void DeleteAll(List<long> positions, bool isReplaced)
    {
        if (isReplaced)
        {
            Set("PRAGMA secure_delete = FAST");
        }

        using var delete = new Statement(Database, "DELETE FROM requests WHERE position = ?1");
        foreach (var position in positions)
        {
            delete.Bind(1, position);
            if (delete.Run() is not raw.SQLITE_OK and var code)
            {
                throw Failure.Of(code, raw.sqlite3_errstr(code).utf8_to_string());
            }
        }
    }

    private sqlite3 Database => writing.Handle ?? throw new InvalidOperationException("The connection is not open.");

    private void SetTriggers(bool areOn) => raw.sqlite3_db_config(Database, raw.SQLITE_DBCONFIG_ENABLE_TRIGGER, areOn ? 1 : 0, out _);

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
