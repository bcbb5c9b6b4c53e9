using System.Globalization;
using EchoApp.Web.Logging;
using EchoApp.Web.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace EchoApp.Web.Storage.Backups;

/// <summary>Puts a backup in the place of the embedded store. What is there is kept under another name.</summary>
internal static class RestoreCommand
{
    private static readonly string[] _logs = ["-wal", "-shm"];

    /// <param name="configuration">That of the instance, which must not be running.</param>
    /// <param name="source">The backup; <c>-</c> for standard input.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="StartupException">Nothing has changed.</exception>
    public static async Task RunAsync(IConfiguration configuration, string source, TimeProvider time)
    {
        if (configuration.HasSharedStore())
        {
            throw new StartupException(
                "ConnectionStrings__store is set: a store in PostgreSQL is restored by its own pg_restore, as in docker compose exec -T store pg_restore -U echoapp -d echoapp --clean --if-exists --single-transaction < echoapp.dump");
        }

        if (source == "-" && !Console.IsInputRedirected)
        {
            throw new StartupException("restore - reads a backup from standard input: restore - < echoapp-backup.db");
        }

        var name = source == "-" ? "Standard input" : LogText.Escape(Path.GetFullPath(source));
        string restored;
        try
        {
            await using var backup = source == "-" ? Console.OpenStandardInput() : OpenBackup(source);
            using var data = DataDirectory.OpenToChange(configuration);
            restored = await RestoreAsync(data, backup, name, time);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"Nothing is restored: {LogText.Escape(exception.Message)}");
        }

        await Console.Out.WriteLineAsync(restored);
    }

    private static FileStream OpenBackup(string source)
    {
        var log = new FileInfo($"{source}-wal");
        return log is { Exists: true, Length: > 0 }
            ? throw new StartupException(
                $"{LogText.Escape(source)} is not all: there is {LogText.Escape(log.Name)} beside it, as of a store that is or was used. Put both into a directory of their own, as {DataDirectory.StoreFile} and {DataDirectory.StoreFile}-wal, and make a backup of that: backup FILE, with that directory in Data__Directory.")
            : File.OpenRead(source);
    }

    private static async Task<string> RestoreAsync(DataDirectory data, Stream backup, string name, TimeProvider time)
    {
        var restoring = Leftovers.Restoring(data.Path);
        var present = Path.Combine(data.Path, DataDirectory.StoreFile);
        try
        {
            await CopyAsync(backup, restoring, name);
            var given = TryFold(present);
            var requests = Prepare(restoring, name, given ?? GivenOnce.Nothing);
            Flush(restoring);
            var bytes = new FileInfo(restoring).Length;
            var replaced = Replace(present, restoring, time);
            Leftovers.TryDelete(Damage.NoteOf(present));
            return $"Restored: {StoreSize.Describe(requests, bytes)}, from {name}. {Kept(replaced, isRead: given is not null)}";
        }
        finally
        {
            Leftovers.DeleteOfRestore(data.Path);
        }
    }

    private static string Kept(string? replaced, bool isRead) => replaced is null ? "There was no store before."
        : $"The store that was there is {Path.GetFileName(replaced)} now: delete it once nothing of it is needed."
            + (isRead ? "" : " It could not be read: positions that it has given since the backup are given again.");

    private static async Task CopyAsync(Stream backup, string restoring, string name)
    {
        await using var file = PrivateFile.Open(restoring);
        file.SetLength(0);
        await backup.CopyToAsync(file);
        file.Position = 0;
        if (!DatabaseFile.IsOne(file))
        {
            throw new StartupException($"{name} is no backup of EchoApp: {(file.Length == 0 ? "it is empty" : "it does not begin as a database of SQLite does")}. Nothing has changed.");
        }
    }

    /// <returns>What the store has given; null where it cannot be read, and is left as it is.</returns>
    private static GivenOnce? TryFold(string present)
    {
        try
        {
            return !File.Exists(present) || new FileInfo(present).Length == 0 ? GivenOnce.Nothing
                : File.Exists(Damage.NoteOf(present)) ? null
                : DatabaseFile.Fold(present);
        }
        catch (Exception exception) when (exception is SqliteException or StoreUnavailableException)
        {
            return null;
        }
    }

    private static long Prepare(string restoring, string name, GivenOnce given)
    {
        try
        {
            return DatabaseFile.Prepare(restoring, given);
        }
        catch (Exception exception) when (exception is StartupException or SqliteException)
        {
            throw new StartupException($"{name} is no backup that can be restored: {exception.Message.TrimEnd('.')}. Nothing has changed.");
        }
        catch (SchemaTooNewException exception)
        {
            throw new StartupException($"{name} cannot be restored: {exception.Message}. Run that version. Nothing has changed.");
        }
    }

    private static void Flush(string path)
    {
        using var file = PrivateFile.Open(path);
        file.Flush(flushToDisk: true);
    }

    /// <summary>In one step, wherever the log has been brought back: at no moment there is no store.</summary>
    /// <returns>Where the one before is; null where there was none.</returns>
    private static string? Replace(string present, string restoring, TimeProvider time)
    {
        if (!File.Exists(present))
        {
            File.Move(restoring, present);
            return null;
        }

        var replaced = Path.Combine(Path.GetDirectoryName(present)!, $"echoapp-replaced-{time.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture)}.db");
        foreach (var log in _logs.Where(log => File.Exists(present + log)))
        {
            File.Move(present + log, replaced + log);
        }

        File.Replace(restoring, present, replaced);
        return replaced;
    }
}
