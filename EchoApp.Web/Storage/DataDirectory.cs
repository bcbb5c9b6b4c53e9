using EchoApp.Web.Logging;

namespace EchoApp.Web.Storage;

/// <summary>
/// Where what outlives the process is kept, from <c>Data:Directory</c>: of one process at a time, and readable by its user alone. Where it cannot be
/// written to, it is not used at all.
/// </summary>
internal sealed class DataDirectory : IDisposable
{
    public const string Key = "Data:Directory";

    private readonly FileStream? _lock;

    private DataDirectory(string path, FileStream? @lock, string? whyUnusable)
    {
        Path = path;
        _lock = @lock;
        WhyUnusable = whyUnusable;
    }

    public string Path { get; }

    /// <summary>Why nothing can be kept there, in a sentence; null where it can.</summary>
    public string? WhyUnusable { get; }

    /// <summary>Makes it where there is none, and keeps other processes out until it is disposed of.</summary>
    /// <exception cref="StartupException">The setting is no path.</exception>
    public static DataDirectory Open(IConfiguration configuration)
    {
        var path = Find(configuration);
        try
        {
            if (!Directory.Exists(path))
            {
                Directory.CreateDirectory(path);
                Keep(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            return new DataDirectory(path, Lock(System.IO.Path.Combine(path, "echoapp.lock")), whyUnusable: null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new DataDirectory(path, @lock: null, $"{LogText.Escape(exception.Message)} The setting is Data__Directory.");
        }
    }

    /// <summary>The path of a file in it, which is there, if empty, and readable by this user alone.</summary>
    public string Private(string name)
    {
        var path = System.IO.Path.Combine(Path, name);
        using (File.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
        }

        Keep(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }

    public void Dispose() => _lock?.Dispose();

    private static string Find(IConfiguration configuration)
    {
        if (configuration[Key] is { Length: > 0 } given)
        {
            return given.IndexOfAny(System.IO.Path.GetInvalidPathChars()) < 0
                ? System.IO.Path.GetFullPath(given)
                : throw new StartupException($"Data__Directory={LogText.Escape(given)}: not a path.");
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return System.IO.Path.Combine(home is { Length: > 0 } ? home : AppContext.BaseDirectory, "echoapp");
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (File.Exists(path))
        {
            throw new IOException($"Another process uses {System.IO.Path.GetDirectoryName(path)}, or it is not writable ({exception.Message}).", exception);
        }
    }

    private static void Keep(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }
}
