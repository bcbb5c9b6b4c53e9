using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Aspire.Hosting;
using EchoApp.Hosting.Builder;

namespace EchoApp.Hosting.Remote;

/// <summary>The files by which running AppHosts of this project are found.</summary>
internal sealed class RunningAppHosts(RuntimeDirectory directory, AppHostProject project)
{
    private const int HashLength = 16;

    private readonly string _prefix = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(project.FilePath)))[..HashLength];

    /// <summary>Writes the file, readable by nobody else at any moment, and removes those of AppHosts that are gone.</summary>
    /// <returns>Its path.</returns>
    /// <exception cref="DistributedApplicationException">The directory is not safe; nothing is written.</exception>
    public string Add(RunningAppHost appHost)
    {
        directory.Ensure();
        foreach (var file in directory.Files("*.json"))
        {
            Read(file);
        }

        var path = PathOf(appHost.Pid);
        var unfinished = path + ".new";
        File.Delete(unfinished);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(unfinished, options))
        {
            JsonSerializer.Serialize(stream, appHost, RemoteJson.Default.RunningAppHost);
        }

        File.Move(unfinished, path, overwrite: true);
        return path;
    }

    /// <summary>Those whose process lives, the oldest first.</summary>
    public IReadOnlyList<RunningAppHost> All() => [.. directory.Files($"{_prefix}-*.json").Select(Read).OfType<RunningAppHost>().OrderBy(each => each.Started)];

    /// <summary>The one that runs, or that of this process.</summary>
    /// <exception cref="DistributedApplicationException">There is none, or there are several.</exception>
    public RunningAppHost Find(int? processId) => Find(processId, All());

    /// <summary>The only one of these, or that of this process.</summary>
    /// <exception cref="DistributedApplicationException">There is none, or there are several.</exception>
    public RunningAppHost Find(int? processId, IReadOnlyList<RunningAppHost> all)
    {
        var name = Path.GetFileNameWithoutExtension(project.FilePath);
        var processes = string.Join(", ", all.Select(each => each.Pid.ToString(CultureInfo.InvariantCulture)));
        return all switch
        {
            [] => throw new DistributedApplicationException(
                $"No {name} with a dashboard is running. Start it in another terminal; one that was started with Dashboard=false cannot be asked."),
            _ when processId is { } id => all.FirstOrDefault(each => each.Pid == id)
                ?? throw new DistributedApplicationException(string.Create(CultureInfo.InvariantCulture, $"Process {id} is no running {name}. There is: {processes}.")),
            [var one] => one,
            _ => throw new DistributedApplicationException($"Several {name} are running: processes {processes}. Say which one is meant: --pid {all[^1].Pid}"),
        };
    }

    private string PathOf(int processId) => Path.Join(directory.Path, string.Create(CultureInfo.InvariantCulture, $"{_prefix}-{processId}.json"));

    // One whose process is gone was killed, and nobody else removes its file.
    private static RunningAppHost? Read(string file)
    {
        try
        {
            var appHost = JsonSerializer.Deserialize(File.ReadAllText(file), RemoteJson.Default.RunningAppHost);
            if (appHost is not null && IsAlive(appHost.Pid))
            {
                return appHost;
            }

            File.Delete(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            // It has just been removed, or is of another version of this program.
        }

        return null;
    }

    private static bool IsAlive(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return false;
        }
        catch (Win32Exception)
        {
            // It is there, and may not be looked at.
            return true;
        }
    }
}
