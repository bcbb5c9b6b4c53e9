using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EchoApp.Web.Storage.Sqlite;

/// <summary>What SQLite's result codes mean to who wants to store something.</summary>
internal static class Failure
{
    public static StoreUnavailableException Of(SqliteException exception) => Of(exception.SqliteErrorCode, exception.Message, exception);

    public static StoreUnavailableException Of(int code, string message, Exception? inner = null)
    {
        var what = (code & 0xff) switch
        {
            raw.SQLITE_FULL => "The store is full",
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "The store is held by something else",
            raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_CANTOPEN => "The store cannot be written to",
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => "The store is damaged",
            _ => "The store does not work",
        };
        return new StoreUnavailableException($"{what}: {message.TrimEnd('.')}.", inner);
    }
}
