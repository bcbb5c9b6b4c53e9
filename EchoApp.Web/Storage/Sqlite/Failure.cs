using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EchoApp.Web.Storage.Sqlite;

/// <summary>What SQLite's result codes mean to who wants to store something.</summary>
internal static class Failure
{
    /// <summary><c>SQLITE_IOERR_SHMSIZE</c>: the index of the log is a file too.</summary>
    private const int IndexWithoutRoom = 10 | (19 << 8);

    public static StoreUnavailableException Of(SqliteException exception) => Of(exception.SqliteExtendedErrorCode, exception.Message, exception);

    public static StoreUnavailableException Of(int code, string message, Exception? inner = null)
    {
        var isFull = code == IndexWithoutRoom || (code & 0xff) == raw.SQLITE_FULL;
        var what = (code & 0xff) switch
        {
            _ when isFull => "The store is full",
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "The store is held by something else",
            raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_CANTOPEN => "The store cannot be written to",
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => "The store is damaged",
            _ => "The store does not work",
        };
        return new StoreUnavailableException($"{what}: {message.TrimEnd('.')}.", inner) { IsFull = isFull };
    }
}
