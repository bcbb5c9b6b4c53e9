using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EchoApp.Web.Storage.Sqlite;

/// <summary>
/// What a write does that finds the disk full: it gives the reserve up, and is tried again. Until the reserve is whole again the file grows no more, and what is
/// written goes where something was deleted: so the log can always be written back, and a deletion always finds room. Used on the thread that writes.
/// </summary>
internal sealed class DiskRoom
{
    private readonly SqliteConnection _writing;
    private readonly Reserve? _reserve;
    private long _mostPages;
    private bool _isShort;

    /// <param name="writing">The connection that writes.</param>
    /// <param name="reserve">Null for what is in memory, where there is nothing to be done.</param>
    public DiskRoom(SqliteConnection writing, Reserve? reserve)
    {
        _writing = writing;
        _reserve = reserve;
        _mostPages = Ask("PRAGMA max_page_count");
        if (!Regain())
        {
            Hold();
        }
    }

    /// <summary>Lets the database grow up to so many bytes; what is more already stays.</summary>
    public void LimitTo(long bytes) => _mostPages = Ask($"PRAGMA max_page_count = {bytes / Ask("PRAGMA page_size")}");

    /// <exception cref="StoreUnavailableException">It has failed, and was undone.</exception>
    public T Run<T>(Func<T> write)
    {
        if (_reserve is null)
        {
            return write();
        }

        if (Try(write, out var result) || (_isShort && Regain() && Try(write, out result)))
        {
            return result;
        }

        _reserve.GiveUp();
        raw.sqlite3_wal_checkpoint_v2(_writing.Handle, "main", raw.SQLITE_CHECKPOINT_RESTART, out _, out _);
        Hold();
        try
        {
            return write();
        }
        finally
        {
            Regain();
        }
    }

    private static bool Try<T>(Func<T> write, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T result)
    {
        try
        {
            result = write();
            return true;
        }
        catch (StoreUnavailableException exception) when (exception.IsFull)
        {
            result = default;
            return false;
        }
    }

    /// <summary>The file stays as long as it is.</summary>
    private void Hold()
    {
        _isShort = true;
        Ask("PRAGMA max_page_count = 1");
    }

    /// <returns>Whether the reserve is whole, and the file may grow.</returns>
    private bool Regain()
    {
        _reserve?.Make();
        if (_reserve is { IsWhole: false })
        {
            return false;
        }

        _isShort = false;
        Ask($"PRAGMA max_page_count = {_mostPages}");
        return true;
    }

    private long Ask(string pragma)
    {
        using var command = _writing.CreateCommand();
        command.CommandText = pragma;
        return (long)command.ExecuteScalar()!;
    }
}
