using EchoApp.Web.Logging;
using EchoApp.Web.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;

namespace EchoApp.Web.Storage.Backups;

/// <summary>Writes all that the embedded store holds at one moment to a file, while the instance that it is of goes on taking requests.</summary>
internal static class BackupCommand
{
    // One at a time writes to it, and what one that was killed has left is written over.
    private const string Unfinished = ".echoapp-unfinished";

    private const nint StandardOutput = 1;

    /// <param name="configuration">That of the running instance.</param>
    /// <param name="target">A file that is not there yet; <c>-</c> for standard output.</param>
    /// <exception cref="StartupException">It is not made, and nothing is left of it.</exception>
    public static async Task RunAsync(IConfiguration configuration, string target)
    {
        if (configuration.HasSharedStore())
        {
            throw new StartupException(
                "ConnectionStrings__store is set: a store in PostgreSQL is backed up by its own pg_dump, as in docker compose exec -T store pg_dump -U echoapp -Fc echoapp > echoapp.dump");
        }

        var database = DataDirectory.FindStore(configuration, "backup");
        if (File.Exists(Damage.NoteOf(database)))
        {
            throw new StartupException($"No backup is made: {database} was found damaged. {Damage.WayOutOf(database)}");
        }

        if (target == "-")
        {
            await PrintAsync(database);
            return;
        }

        await WriteAsync(database, Path.GetFullPath(target));
    }

    private static async Task PrintAsync(string database)
    {
        if (!Console.IsOutputRedirected)
        {
            throw new StartupException("backup - prints a database, which is nothing for a terminal. Send it to a file: backup - > echoapp-backup.db");
        }

        var (requests, bytes) = await MakeAsync(database, Leftovers.BackingUp(Path.GetDirectoryName(database)!), async file =>
        {
            // That of the console takes it for written when nobody reads any longer.
            await using var output = new FileStream(new SafeFileHandle(StandardOutput, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            file.Position = 0;
            await file.CopyToAsync(output);

            // Of a file this moves the place, which what is told afterwards may share.
            _ = output.SafeFileHandle;
        });
        await Console.Error.WriteLineAsync(StoreSize.Describe(requests, bytes));
    }

    private static async Task WriteAsync(string database, string target)
    {
        if (Path.Exists(target))
        {
            throw new StartupException($"{LogText.Escape(target)} is there already, and a backup overwrites nothing: give another name.");
        }

        var unfinished = target + Unfinished;
        var (requests, bytes) = await MakeAsync(database, unfinished, _ =>
        {
            File.Move(unfinished, target, overwrite: false);
            return Task.CompletedTask;
        });
        await Console.Out.WriteLineAsync($"{LogText.Escape(target)}: {StoreSize.Describe(requests, bytes)}");
    }

    /// <param name="database">The store.</param>
    /// <param name="unfinished">The file that it is written to.</param>
    /// <param name="finish">What is done with it once it is on the disk. Where the file stays under that name, it is deleted.</param>
    private static async Task<(long Requests, long Bytes)> MakeAsync(string database, string unfinished, Func<FileStream, Task> finish)
    {
        try
        {
            await using var file = PrivateFile.Open(unfinished);
            try
            {
                file.SetLength(0);
                var requests = DatabaseFile.Copy(database, unfinished);
                file.Flush(flushToDisk: true);
                var bytes = file.Length;
                await finish(file);
                return (requests, bytes);
            }
            finally
            {
                Leftovers.TryDelete(unfinished);
            }
        }
        catch (SqliteException exception)
        {
            throw new StartupException($"No backup is made of {database} in {LogText.Escape(unfinished)}: {exception.Message.TrimEnd('.')}.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"No backup is made: {LogText.Escape(exception.Message)}");
        }
    }
}
