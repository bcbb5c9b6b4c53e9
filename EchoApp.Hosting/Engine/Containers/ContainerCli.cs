using System.ComponentModel;
using System.Diagnostics;
using EchoApp.Hosting.Engine.Processes;
using Microsoft.Extensions.Configuration;

namespace EchoApp.Hosting.Engine.Containers;

/// <summary>
/// The docker or podman command (<c>ASPIRE_CONTAINER_RUNTIME</c>): contexts, credential helpers and remote engines work as the user set
/// them up. Arguments are passed one by one, never through a shell.
/// </summary>
internal sealed class ContainerCli(IConfiguration configuration)
{
    // What is asked for without a token must not be given up half-way, but an engine that hangs must not hold up the end of the application for good.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    public string Name { get; } = configuration["ASPIRE_CONTAINER_RUNTIME"] ?? configuration["DOTNET_ASPIRE_CONTAINER_RUNTIME"] ?? "docker";

    /// <summary>Whether it is podman, which differs from docker in how containers know this machine.</summary>
    public bool IsPodman => Path.GetFileNameWithoutExtension(Name).StartsWith("podman", StringComparison.Ordinal);

    /// <summary>Runs a command to its end.</summary>
    /// <exception cref="ContainerRuntimeUnhealthyException">The command is not installed.</exception>
    public Task<ContainerCliResult> RunAsync(CancellationToken cancellationToken, params IEnumerable<string> args) =>
        RunAsync(args, environment: null, onLine: null, cancellationToken);

    /// <summary>Runs a command that goes on until it is told to end, keeping nothing of what it prints.</summary>
    /// <param name="args">The command's arguments.</param>
    /// <param name="onLine">Gets each line as it comes; whether it came from standard error.</param>
    /// <param name="cancellationToken">Kills the command.</param>
    /// <exception cref="ContainerRuntimeUnhealthyException">The command is not installed.</exception>
    public async Task FollowAsync(IEnumerable<string> args, Action<string, bool> onLine, CancellationToken cancellationToken)
    {
        using var process = Start(args, environment: null);
        using var killed = cancellationToken.Register(() => Kill(process));
        await Task.WhenAll(EachAsync(process.StandardOutput, line => onLine(line, false)), EachAsync(process.StandardError, line => onLine(line, true)));
        await process.WaitForExitAsync(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <param name="args">The command's arguments.</param>
    /// <param name="environment">Variables for the command itself, over those of this process.</param>
    /// <param name="onLine">Gets each line as it comes; whether it came from standard error.</param>
    /// <param name="cancellationToken">Kills the command.</param>
    /// <exception cref="ContainerRuntimeUnhealthyException">The command is not installed.</exception>
    public async Task<ContainerCliResult> RunAsync(
        IEnumerable<string> args, IReadOnlyDictionary<string, string>? environment, Action<string, bool>? onLine, CancellationToken cancellationToken)
    {
        using var process = Start(args, environment);
        using var given = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        given.CancelAfter(cancellationToken.CanBeCanceled ? Timeout.InfiniteTimeSpan : _patience);
        using var killed = given.Token.Register(() => Kill(process));
        var output = ReadAsync(process.StandardOutput, line => onLine?.Invoke(line, false));
        var error = ReadAsync(process.StandardError, line => onLine?.Invoke(line, true));
        await process.WaitForExitAsync(CancellationToken.None);
        var result = new ContainerCliResult(process.ExitCode, await output, await error);
        cancellationToken.ThrowIfCancellationRequested();
        return given.IsCancellationRequested ? result with { ExitCode = -1, Error = $"{Name} does not answer within {_patience.TotalMinutes} minutes." } : result;
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
        // In a group of its own: a Ctrl+C on the terminal is for this process alone, which then sees to its containers in order.
        var file = Find();
        var start = new ProcessStartInfo(ProcessGroup.SetSid ?? file, ProcessGroup.SetSid is null ? args : [file, .. args])
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
            throw CannotRun(exception.Message);
        }
    }

    private string Find()
    {
        var isPath = Name.Contains(Path.DirectorySeparatorChar) || Name.Contains('/');
        return isPath && File.Exists(Name) ? Path.GetFullPath(Name)
            : (isPath ? null : ExecutableFinder.InPath(Name, Environment.GetEnvironmentVariable("PATH"))) ?? throw CannotRun(isPath ? "there is no such file" : "it is not in PATH");
    }

    private ContainerRuntimeUnhealthyException CannotRun(string reason) =>
        new($"The command '{Name}' cannot be run: {reason}. Install {Name}, or name another one by ASPIRE_CONTAINER_RUNTIME.");

    private static async Task<string> ReadAsync(StreamReader reader, Action<string> onLine)
    {
        var lines = new List<string>();
        await EachAsync(reader, line =>
        {
            lines.Add(line);
            onLine(line);
        });
        return string.Join('\n', lines).Trim();
    }

    private static async Task EachAsync(StreamReader reader, Action<string> onLine)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            onLine(line);
        }
    }
}
