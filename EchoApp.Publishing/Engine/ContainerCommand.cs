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
    /// <summary>Aspire's configuration key for the command.</summary>
    public const string RuntimeKey = "ASPIRE_CONTAINER_RUNTIME";

    private const string Docker = "docker";
    private const string Podman = "podman";

    public string Name { get; } = name;

    /// <summary>The command that is configured, as Aspire's own; else docker.</summary>
    public static ContainerCommand Of(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new(Configured(configuration) ?? Docker);
    }

    /// <summary>The commands that Aspire tries: the one that is configured, else docker, then podman.</summary>
    public static IReadOnlyList<ContainerCommand> Candidates(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return Configured(configuration) is { } configured ? [new(configured)] : [new(Docker), new(Podman)];
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

    /// <summary>Whether its engine is on this machine, as far as the command tells: docker has contexts, podman has none.</summary>
    public async Task<bool> IsOnThisMachineAsync(CancellationToken cancellationToken)
    {
        var context = await RunAsync(cancellationToken, "context", "inspect", "--format", "{{.Endpoints.docker.Host}}");
        return !context.Succeeded || context.Output.StartsWith("unix:", StringComparison.Ordinal) || context.Output.StartsWith("npipe:", StringComparison.Ordinal);
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
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended in the meantime.
        }
    }

    private static string? Configured(IConfiguration configuration) => configuration[RuntimeKey] ?? configuration[$"DOTNET_{RuntimeKey}"];
}
