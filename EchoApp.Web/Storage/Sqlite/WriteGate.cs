using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EchoApp.Web.Storage.Sqlite;

/// <summary>
/// Lets through what is to be written as long as that is of use: not into a file that is damaged, nor into one that has been removed, which takes what nobody will find.
/// Of those who meet a lock of another process the first waits for it, and the others are told at once until it is gone. Used on the thread that writes.
/// </summary>
/// <param name="writing">The connection that writes.</param>
/// <param name="damage">What is known of damage to the file.</param>
/// <param name="path">The file; null for memory.</param>
internal sealed class WriteGate(SqliteConnection writing, Damage damage, string? path)
{
    // For a lock that was held when it was waited for last.
    private const int ShortTimeout = 50;

    private bool _isHeld;

    /// <exception cref="StoreUnavailableException">It was not written, or nobody will find it.</exception>
    public T Run<T>(Func<T> write)
    {
        Check();
        try
        {
            RefuseHeld();
            var result = write();
            _isHeld = false;
            RefuseRemoved();
            return result;
        }
        catch (StoreUnavailableException exception)
        {
            _isHeld = exception.IsHeld && path is not null;
            throw damage.Look(exception);
        }
    }

    /// <exception cref="StoreUnavailableException">Nothing is to be written. On any thread.</exception>
    public void Check()
    {
        damage.Refuse();
        RefuseRemoved();
    }

    // Put back, it is the same file, and it goes on.
    private void RefuseRemoved()
    {
        if (path is not null && !File.Exists(path))
        {
            throw new StoreUnavailableException("The file of the store has been removed. The log of EchoApp says how to go on.")
            {
                WayOut = $"Put {path} back, with {Path.GetFileName(path)}-wal; or start EchoApp again, to begin anew without what was in it.",
            };
        }
    }

    private void RefuseHeld()
    {
        if (!_isHeld)
        {
            return;
        }

        raw.sqlite3_busy_timeout(writing.Handle, ShortTimeout);
        var code = raw.sqlite3_exec(writing.Handle, "BEGIN IMMEDIATE");
        raw.sqlite3_exec(writing.Handle, "ROLLBACK");
        raw.sqlite3_busy_timeout(writing.Handle, Connections.LockTimeout * 1000);
        if (code != raw.SQLITE_OK)
        {
            throw Failure.Of(code, raw.sqlite3_errstr(code).utf8_to_string());
        }
    }
}
