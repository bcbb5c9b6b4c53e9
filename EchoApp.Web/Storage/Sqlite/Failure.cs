using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EchoApp.Web.Storage.Sqlite;

/// <summary>What SQLite's result codes mean to who wants to store something.</summary>
internal static class Failure
{
    /// <summary><c>SQLITE_IOERR_SHMSIZE</c>: the index of the log is a file too.</summary>
    private const int IndexWithoutRoom = 10 | (19 << 8);

    public static StoreUnavailableException Of(SqliteException exception) => Of(exception.SqliteExtendedErrorCode, exception.Message, exception);

    /// <param name="code">The extended one.</param>
    /// <param name="message">What is told besides where the code has no meaning of its own: who meets the same is told the same, wherever it was met.</param>
    /// <param name="inner">What it was met as.</param>
    public static StoreUnavailableException Of(int code, string message, Exception? inner = null)
    {
        var isHeld = (code & 0xff) is raw.SQLITE_BUSY or raw.SQLITE_LOCKED;
        var isDamaged = (code & 0xff) is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;
        var isFull = code == IndexWithoutRoom || (code & 0xff) == raw.SQLITE_FULL;
        var what = (code & 0xff) switch
        {
            _ when isFull => "The store is full",
            _ when isHeld => "The store is held by something else",
            _ when isDamaged => "The store is damaged",
            raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_CANTOPEN => "The store cannot be written to",
            _ => null,
        };
        var told = what is null ? $"The store does not work: {message.TrimEnd('.')}." : $"{what}: {raw.sqlite3_errstr(code).utf8_to_string()}.";
        return new StoreUnavailableException(told, inner) { IsFull = isFull, IsHeld = isHeld, IsDamaged = isDamaged };
    }
}
