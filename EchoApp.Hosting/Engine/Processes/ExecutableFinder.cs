using Aspire.Hosting;

namespace EchoApp.Hosting.Engine.Processes;

/// <summary>Finds the file that a command means, as a shell would.</summary>
internal static class ExecutableFinder
{
    /// <exception cref="DistributedApplicationException">There is no such file, or it must not be executed.</exception>
    public static string Find(string command, string workingDirectory, string? path)
    {
        if (!Directory.Exists(workingDirectory))
        {
            throw new DistributedApplicationException($"its working directory does not exist: {workingDirectory}");
        }

        if (!command.Contains(Path.DirectorySeparatorChar) && !command.Contains('/'))
        {
            return InPath(command, path)
                ?? throw new DistributedApplicationException($"the command '{command}' was not found in PATH. Install it, or give its path.");
        }

        var file = Path.GetFullPath(Path.Combine(workingDirectory, command));
        return !File.Exists(file) ? throw new DistributedApplicationException($"the command {file} does not exist.")
            : CanExecute(file) ? file
            : throw new DistributedApplicationException($"the command {file} must not be executed. Make it executable: chmod +x {file}");
    }

    /// <summary>The first file of that name that can be executed, or null.</summary>
    public static string? InPath(string name, string? path)
    {
        var suffixes = OperatingSystem.IsWindows() ? new[] { "", ".exe", ".cmd", ".bat" } : [""];
        return (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(directory => suffixes.Select(suffix => Path.Combine(directory, name + suffix)))
            .FirstOrDefault(file => File.Exists(file) && CanExecute(file));
    }

    private static bool CanExecute(string file) =>
        OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;
}
