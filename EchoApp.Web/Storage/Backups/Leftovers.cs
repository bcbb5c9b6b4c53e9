namespace EchoApp.Web.Storage.Backups;

/// <summary>Files in the data directory that a command has for as long as it runs. One that was killed has left them.</summary>
internal static class Leftovers
{
    /// <summary>What a backup to standard output is written to first.</summary>
    public static string BackingUp(string directory) => Path.Combine(directory, "echoapp.backup");

    /// <summary>What a restore looks through first.</summary>
    public static string Restoring(string directory) => Path.Combine(directory, "echoapp.restoring");

    /// <summary>Deletes them all. A backup that runs has its file open, and goes on.</summary>
    public static void Delete(string directory)
    {
        TryDelete(BackingUp(directory));
        TryDelete($"{BackingUp(directory)}-journal");
        DeleteOfRestore(directory);
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
