using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EchoApp.Web.Storage.Sqlite;

/// <summary>
/// What is known of damage to the file. Once some is found, nothing is written to it any longer, which might make it worse, and a note beside it has the next start
/// look through all of it: that takes too long to be done at each.
/// </summary>
/// <param name="path">The file; null for memory.</param>
internal sealed class Damage(string? path)
{
    private StoreUnavailableException? _found;

    private string Note => NoteOf(path!);

    /// <exception cref="StoreUnavailableException">Some has been found.</exception>
    public void Refuse()
    {
        if (Volatile.Read(ref _found) is { } found)
        {
            throw found;
        }
    }

    public bool IsFound => Volatile.Read(ref _found) is not null;

    /// <returns>What is to be told of a failure: where it is damage, how to go on besides.</returns>
    public StoreUnavailableException Look(StoreUnavailableException failure)
    {
        if (!failure.IsDamaged || path is null)
        {
            return failure;
        }

        var told = new StoreUnavailableException($"{failure.Message} The log of EchoApp says how to go on.", failure) { IsDamaged = true, WayOut = WayOut };
        if (Interlocked.CompareExchange(ref _found, told, null) is { } first)
        {
            return first;
        }

        TryWriteNote();
        return told;
    }

    /// <summary>Looks through all of the file, where it was found damaged, and leaves it as it is.</summary>
    /// <exception cref="StartupException">It is.</exception>
    public void RefuseToStart(SqliteConnection connection)
    {
        if (path is null || !File.Exists(Note))
        {
            return;
        }

        // The log stays beside it: both are needed to get out what can be got out.
        raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _);
        if (FindIn(connection) is { } found)
        {
            throw new StartupException($"{path} cannot be used as the store: it is damaged ({found}). {WayOut}");
        }

        raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, out _);
        File.Delete(Note);
    }

    public static string NoteOf(string path) => Path.ChangeExtension(path, "damaged");

    /// <summary>What to do about a file.</summary>
    public static string WayOutOf(string path) =>
        $"Nothing repairs it by itself: with EchoApp stopped, move {path} away, with {Path.GetFileName(path)}-wal and -shm, to begin anew; what can be got out of it, "
        + $"sqlite3 {path} .recover prints.";

    private string WayOut => WayOutOf(path!);

    /// <summary>Looks through all of a database.</summary>
    /// <returns>What is wrong in it; null for nothing.</returns>
    public static string? FindIn(SqliteConnection connection)
    {
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA integrity_check(1)";
            command.CommandTimeout = 0;
            return command.ExecuteScalar() is "ok" ? null : "PRAGMA integrity_check finds it so";
        }
        catch (SqliteException exception)
        {
            return exception.Message.TrimEnd('.');
        }
    }

    private void TryWriteNote()
    {
        try
        {
            File.WriteAllText(Note, "The next start of EchoApp looks through echoapp.db: it was found damaged.\n");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next start finds it when it meets it.
        }
    }
}
