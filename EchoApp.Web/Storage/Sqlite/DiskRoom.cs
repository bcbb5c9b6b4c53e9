using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EchoApp.Web.Storage.Sqlite;

/// <summary>
/// What a write does that finds the disk full. From then on, until the reserve is whole and has room beside it, the file grows no more, and what is written goes where
/// something was deleted: so the log can always be written back. A deletion has the room of the reserve besides. Used on the thread that writes.
/// </summary>
internal sealed class DiskRoom
{
    private readonly SqliteConnection _writing;
    private readonly WriteGate _gate;
    private readonly Reserve? _reserve;
    private long _mostPages;
    private bool _isShort;

    /// <param name="writing">The connection that writes.</param>
    /// <param name="gate">What lets through what is to be written.</param>
    /// <param name="reserve">Null for what is in memory, where there is nothing to be done.</param>
    public DiskRoom(SqliteConnection writing, WriteGate gate, Reserve? reserve)
    {
        _writing = writing;
        _gate = gate;
        _reserve = reserve;
        _mostPages = Ask("PRAGMA max_page_count");
        _reserve?.Make();
        if (_reserve is { IsWhole: false })
        {
            Hold();
        }
    }

    /// <summary>Lets the database grow up to so many bytes; what is more already stays.</summary>
    /// <remarks>A limit of no pages would be none.</remarks>
    public void LimitTo(long bytes) => _mostPages = Ask($"PRAGMA max_page_count = {Math.Max(1, bytes / Ask("PRAGMA page_size"))}");

    /// <summary>For what people ask for, deletions above all: where it finds no room, it has that of the reserve.</summary>
    /// <exception cref="StoreUnavailableException">It has failed, and was undone.</exception>
    public T Run<T>(Func<T> write) => _gate.Run(() => RunWithReserve(write));

    /// <summary>For what is captured, which may be so much that others on the disk would take the reserve in one of the moments in which it is given up.</summary>
    /// <exception cref="StoreUnavailableException">It has failed, and was undone.</exception>
    public T RunWithoutReserve<T>(Func<T> write) => _gate.Run(() => TryWithin(write, out var result) is { } failure ? throw failure : result);

    private T RunWithReserve<T>(Func<T> write)
    {
        if (TryWithin(write, out var result) is null)
        {
            return result;
        }

        _reserve?.GiveUp();
        WriteLogBack();
        try
        {
            return write();
        }
        finally
        {
            Regain();
        }
    }

    /// <returns>Why it has failed, with the reserve still there; null where it has not.</returns>
    private StoreUnavailableException? TryWithin<T>(Func<T> write, out T result)
    {
        if (_reserve is null)
        {
            result = write();
            return null;
        }

        if (Try(write, out result) is null || (_isShort && Regain() && Try(write, out result) is null))
        {
            return null;
        }

        Hold();
        WriteLogBack();
        return Try(write, out result);
    }

    private static StoreUnavailableException? Try<T>(Func<T> write, out T result)
    {
        try
        {
            result = write();
            return null;
        }
        catch (StoreUnavailableException exception) when (exception.IsFull)
        {
            result = default!;
            return exception;
        }
    }

    /// <summary>Into the database, whose deleted pages take it, so that the log begins anew where it has room.</summary>
    private void WriteLogBack() => raw.sqlite3_wal_checkpoint_v2(_writing.Handle, "main", raw.SQLITE_CHECKPOINT_RESTART, out _, out _);

    /// <summary>The file stays as long as it is.</summary>
    private void Hold()
    {
        _isShort = true;
        Ask("PRAGMA max_page_count = 1");
    }

    /// <returns>Whether the reserve is whole with room beside it, and the file may grow.</returns>
    private bool Regain()
    {
        _reserve?.Make();
        if (_reserve is not { IsWhole: true, HasRoomBeside: true })
        {
            return false;
        }

        _isShort = false;
        Ask($"PRAGMA max_page_count = {_mostPages}");
        return true;
    }

    private long Ask(string pragma)
    {
        try
        {
            using var command = _writing.CreateCommand();
            command.CommandText = pragma;
            return (long)command.ExecuteScalar()!;
        }
        catch (SqliteException exception)
        {
            throw Failure.Of(exception);
        }
    }
}
