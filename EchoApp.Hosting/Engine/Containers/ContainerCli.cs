using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Configuration;

namespace EchoApp.Hosting.Engine.Containers;

/// <summary>
/// The docker or podman command (<c>ASPIRE_CONTAINER_RUNTIME</c>): contexts, credential helpers and remote engines work as the user set
/// them up. Arguments are passed one by one, never through a shell.
/// </summary>
internal sealed class ContainerCli(IConfiguration configuration)
{
    public string Name { get; } = configuration["ASPIRE_CONTAINER_RUNTIME"] ?? configuration["DOTNET_ASPIRE_CONTAINER_RUNTIME"] ?? "docker";

    /// <summary>Runs a command to its end.</summary>
    /// <exception cref="ContainerRuntimeUnhealthyException">The command is not installed.</exception>
    public Task<ContainerCliResult> RunAsync(CancellationToken cancellationToken, params IEnumerable<string> args) =>
        RunAsync(args, environment: null, onLine: null, cancellationToken);

    /// <param name="args">The command's arguments.</param>
    /// <param name="environment">Variables for the command itself, over those of this process.</param>
    /// <param name="onLine">Gets each line as it comes; whether it came from standard error.</param>
    /// <param name="cancellationToken">Kills the command.</param>
    /// <exception cref="ContainerRuntimeUnhealthyException">The command is not installed.</exception>
    public async Task<ContainerCliResult> RunAsync(
        IEnumerable<string> args, IReadOnlyDictionary<string, string>? environment, Action<string, bool>? onLine, CancellationToken cancellationToken)
    {
        using var process = Start(args, environment);
        using var killed = cancellationToken.Register(() => Kill(process));
        var output = ReadAsync(process.StandardOutput, line => onLine?.Invoke(line, false));
        var error = ReadAsync(process.StandardError, line => onLine?.Invoke(line, true));
        await process.WaitForExitAsync(CancellationToken.None);
        var result = new ContainerCliResult(process.ExitCode, await output, await error);
        cancellationToken.ThrowIfCancellationRequested();
        return result;
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

    private Process Start(IEnumerable<string> args, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo(Name, args)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        try
        {
            var process = Process.Start(start) ?? throw new Win32Exception("No process was started.");
            process.StandardInput.Close();
            return process;
        }
        catch (Win32Exception exception)
        {
            throw new ContainerRuntimeUnhealthyException(
                $"The command '{Name}' cannot be run: {exception.Message}. Install {Name}, or name another one by ASPIRE_CONTAINER_RUNTIME.", exception);
        }
    }

    private static async Task<string> ReadAsync(StreamReader reader, Action<string> onLine)
    {
        var lines = new List<string>();
        while (await reader.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            onLine(line);
        }

        return string.Join('\n', lines).Trim();
    }
}
