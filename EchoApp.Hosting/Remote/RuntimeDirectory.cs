using Aspire.Hosting;
using Microsoft.Extensions.Configuration;

namespace EchoApp.Hosting.Remote;

/// <summary>Where running AppHosts of this user tell how to reach them: nobody else may write there, or read.</summary>
internal sealed class RuntimeDirectory(IConfiguration configuration)
{
    private const string Name = "echoapp-hosting";
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode WritableByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>In the directory that the session gives each user (XDG Base Directory Specification), else in that of temporary files.</summary>
    public string Path { get; } = configuration["XDG_RUNTIME_DIR"] is { Length: > 0 } given && Directory.Exists(given)
        ? System.IO.Path.Join(given, Name)
        : System.IO.Path.Join(System.IO.Path.GetTempPath(), $"{Name}-{Environment.UserName}");

    /// <exception cref="DistributedApplicationException">It is somebody else's, or others may write to it.</exception>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be made.</exception>
    public void Ensure()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Path);
            return;
        }

        // With its rights from the beginning; what is there already stays as it is.
        Directory.CreateDirectory(Path, Mine);
        Check();
    }

    /// <summary>The files in it; none where there is no directory yet.</summary>
    /// <exception cref="DistributedApplicationException">It is somebody else's, or others may write to it.</exception>
    public IReadOnlyList<string> Files(string pattern)
    {
        if (!Directory.Exists(Path))
        {
            return [];
        }

        Check();
        return Directory.GetFiles(Path, pattern);
    }

    private void Check()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        if (new DirectoryInfo(Path).LinkTarget is not null || !DirectoryOwner.IsThisUser(Path))
        {
            throw new DistributedApplicationException($"{Path} is not a directory of this user's own. Remove it, or set XDG_RUNTIME_DIR to one that is.");
        }

        if ((File.GetUnixFileMode(Path) & WritableByOthers) != 0)
        {
            throw new DistributedApplicationException($"Others may write to {Path}. Run chmod 700 {Path}, or remove it.");
        }
    }
}
