using System.Buffers.Text;
using System.Security.Cryptography;
using EchoApp.Web.Logging;

namespace EchoApp.Web.Storage;

/// <summary>
/// Where what outlives the process is kept, from <c>Data:Directory</c>: of one process at a time, and readable by its user alone. Where it cannot be
/// written to, it is not used at all.
/// </summary>
internal sealed class DataDirectory : IDisposable
{
    public const string Section = "Data";
    public const string Key = "Directory";

    /// <summary>The file of the embedded store.</summary>
    public const string StoreFile = "echoapp.db";

    private readonly FileStream? _lock;

    private DataDirectory(string path, FileStream? @lock, string? whyUnusable)
    {
        Path = path;
        _lock = @lock;
        WhyUnusable = whyUnusable;
    }

    /// <summary>For who keeps everything in PostgreSQL.</summary>
    public static DataDirectory None { get; } = new("", @lock: null, "Everything is in the shared store.");

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

            return new DataDirectory(path, Lock(path), whyUnusable: null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new DataDirectory(path, @lock: null, $"{LogText.Escape(exception.Message)} The setting is Data__Directory.");
        }
    }

    /// <summary>The same for commands that read or replace the store as a whole: without it they end.</summary>
    /// <exception cref="StartupException">It is used by another process, cannot be written to, or the setting is no path.</exception>
    public static DataDirectory OpenToChange(IConfiguration configuration)
    {
        var data = Open(configuration);
        return data.WhyUnusable is { } why ? throw new StartupException($"{why} EchoApp must not be running on it.") : data;
    }

    /// <summary>The file of the embedded store, for commands.</summary>
    /// <param name="configuration">The settings.</param>
    /// <param name="command">What it is for, in the message.</param>
    /// <exception cref="StartupException">There is none, or the setting is no path.</exception>
    public static string FindStore(IConfiguration configuration, string command)
    {
        var directory = Find(configuration);
        var path = System.IO.Path.Combine(directory, StoreFile);
        return File.Exists(path) ? path : throw new StartupException($"There is no store in {directory}. Give {command} the Data__Directory of the instance that has one.");
    }

    /// <summary>The path of a file in it, which is there, if empty, and readable by this user alone.</summary>
    /// <exception cref="StartupException">It cannot be opened.</exception>
    public string Private(string name)
    {
        var path = System.IO.Path.Combine(Path, name);
        try
        {
            using (File.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite))
            {
            }

            Keep(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            return path;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"{LogText.Escape(exception.Message)} It has to be a file of the user that this runs as; or give another Data__Directory.");
        }
    }

    /// <summary>A secret that is made once: what stands in a file of that name, in one line.</summary>
    /// <exception cref="StartupException">The file is there and cannot be read.</exception>
    public string Secret(string name)
    {
        var path = Private(name);
        try
        {
            if (File.ReadAllText(path).Trim() is { Length: > 0 } kept)
            {
                return kept;
            }

            var made = NewSecret();
            File.WriteAllText(path, $"{made}\n");
            return made;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"{path} cannot be read or written: {LogText.Escape(exception.Message)}");
        }
    }

    /// <summary>A secret that another process may have made.</summary>
    /// <returns>Null when there is none.</returns>
    /// <exception cref="StartupException">The file is there and cannot be read, or the setting is no path.</exception>
    public static string? FindSecret(IConfiguration configuration, string name)
    {
        var path = System.IO.Path.Combine(Find(configuration), name);
        try
        {
            return File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } kept ? kept : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"{path} cannot be read: {LogText.Escape(exception.Message)}");
        }
    }

    /// <summary>256 random bits, as letters, digits, <c>-</c> and <c>_</c>.</summary>
    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public void Dispose() => _lock?.Dispose();

    /// <exception cref="StartupException">The setting is no path.</exception>
    public static string Find(IConfiguration configuration)
    {
        if (configuration[$"{Section}:{Key}"] is { Length: > 0 } given)
        {
            return given.IndexOfAny(System.IO.Path.GetInvalidPathChars()) < 0
                ? System.IO.Path.GetFullPath(given)
                : throw new StartupException($"Data__Directory={LogText.Escape(given)}: not a path.");
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return System.IO.Path.Combine(home is { Length: > 0 } ? home : AppContext.BaseDirectory, "echoapp");
    }

    private static FileStream Lock(string directory)
    {
        var path = System.IO.Path.Combine(directory, "echoapp.lock");
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            Keep(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            return file;
        }
        catch (IOException exception) when (exception is not (FileNotFoundException or DirectoryNotFoundException) && File.Exists(path))
        {
            throw new IOException($"{directory} is used by another process, or cannot be written to.", exception);
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
