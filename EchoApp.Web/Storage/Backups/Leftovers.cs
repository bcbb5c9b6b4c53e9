namespace EchoApp.Web.Storage.Backups;

/// <summary>Files in the data directory that a command has for as long as it runs. One that was killed has left them.</summary>
internal static class Leftovers
{
    /// <summary>What a backup to standard output is written to first.</summary>
    public static string BackingUp(string directory) => Path.Combine(directory, "echoapp.backup");

    /// <summary>What a restore looks through first.</summary>
    public static string Restoring(string directory) => Path.Combine(directory, "echoapp.restoring");

    /// <summary>Deletes them all, but those of a backup that is being made.</summary>
    public static void Delete(string directory)
    {
        DeleteOfBackup(BackingUp(directory));
        DeleteOfRestore(directory);
    }

    private static void DeleteOfBackup(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        try
        {
            using (PrivateFile.Open(path))
            {
                TryDelete(path);
                TryDelete($"{path}-journal");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Who makes it has it open.
        }
    }

    public static void DeleteOfRestore(string directory)
    {
        foreach (var ending in (string[])["", "-journal", "-wal", "-shm"])
        {
            TryDelete(Restoring(directory) + ending);
        }
    }

    public static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is in nobody's way, and tried again.
        }
    }
}
