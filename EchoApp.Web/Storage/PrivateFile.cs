namespace EchoApp.Web.Storage;

internal static class PrivateFile
{
    /// <summary>Opens a file that this user alone may read, and one process at a time; makes it where there is none.</summary>
    /// <exception cref="IOException">Another process has it open, or it cannot be made.</exception>
    public static FileStream Open(string path)
    {
        var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 });
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return file;
    }
}
