using System.ComponentModel;
using System.Diagnostics;
using Aspire.Hosting;
using Microsoft.Extensions.Configuration;

namespace EchoApp.Publishing.Engine;

/// <summary>
/// The docker or podman command: contexts, credential helpers and remote engines work as the user set them up. Arguments are passed one by one, never
/// through a shell.
/// </summary>
/// <param name="name">A name in PATH, or a path.</param>
public sealed class ContainerCommand(string name)
{
    private const string Docker = "docker";
    private const string Podman = "podman";

    public string Name { get; } = name;

    /// <summary>The command that Aspire uses: the one that is configured, else docker, or podman where there is that alone.</summary>
    public static ContainerCommand Of(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new(configuration["ASPIRE_CONTAINER_RUNTIME"] ?? configuration["DOTNET_ASPIRE_CONTAINER_RUNTIME"] ?? (!IsInPath(Docker) && IsInPath(Podman) ? Podman : Docker));
    }

    /// <summary>Runs it to its end.</summary>
    /// <exception cref="DistributedApplicationException">It cannot be run.</exception>
    public async Task<ContainerCommandResult> RunAsync(CancellationToken cancellationToken, params IEnumerable<string> args)
    {
        using var process = Start(args);
        await using var killed = cancellationToken.Register(() => Kill(process));
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        var result = new ContainerCommandResult(process.ExitCode, (await output).Trim(), (await error).Trim());
        cancellationToken.ThrowIfCancellationRequested();
        return result;
    }

    private Process Start(IEnumerable<string> args)
    {
        try
        {
            var process = Process.Start(new ProcessStartInfo(Name, args)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }) ?? throw new Win32Exception("no process was started");
            process.StandardInput.Close();
            return process;
        }
        catch (Win32Exception)
        {
            throw new DistributedApplicationException($"there is no {Name} command.");
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended in the meantime.
        }
    }

    private static bool IsInPath(string command) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(directory => File.Exists(Path.Combine(directory, OperatingSystem.IsWindows() ? $"{command}.exe" : command)));
}
