namespace EchoApp.Web.Storage.Sqlite;

/// <summary>Room on the disk that is held for when there is no other: a file beside the database, with blocks of its own and nothing in it.</summary>
internal sealed class Reserve(string path)
{
    /// <summary>
    /// Bytes, where the disk has twice as many: no less than what the longest log may add to the database, 1,000 pages before it is written back and the
    /// longest batch, and than what the deletion of the longest request adds to the log.
    /// </summary>
    private const long Most = 24 * 1024 * 1024;

    private readonly long _whole = Math.Min(Most, Size(path) / 2);
    private long _held;

    public bool IsWhole => _held >= _whole;

    /// <summary>Whether the disk has room beside it, so that it is worth while to let the database grow.</summary>
    public bool HasRoomBeside => Available() >= _whole / 4;

    /// <returns>Whether there was one.</returns>
    public bool GiveUp()
    {
        _held = 0;
        try
        {
            var isThere = File.Exists(path);
            File.Delete(path);
            return isThere;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Makes it whole where there is room for that, or, where there is none at all, of what room there is.</summary>
    public void Make()
    {
        var room = _held + Available();
        if (IsWhole || (_held > 0 && room < _whole))
        {
            return;
        }

        GiveUp();
        _held = TryAllocate(Math.Min(room, _whole));
    }

    private long Available() => Ask(path, drive => drive.AvailableFreeSpace);

    private static long Size(string path) => Ask(path, drive => drive.TotalSize);

    /// <returns>Bytes; where nobody knows, or where the file system has no size and no end either, as many as can be asked for.</returns>
    private static long Ask(string path, Func<DriveInfo, long> ask)
    {
        try
        {
            var drive = new DriveInfo(Path.GetDirectoryName(path)!);
            return drive.TotalSize == 0 ? 2 * Most : ask(drive);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return 2 * Most;
        }
    }

    private long TryAllocate(long length)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, PreallocationSize = length };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            using var file = new FileStream(path, options);
            file.SetLength(length);
            return length;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
