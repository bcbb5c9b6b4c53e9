using System.ComponentModel;
using Aspire.Hosting;
using CliWrap;
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

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    public string Name { get; } = name;

    /// <summary>The command that is configured, as Aspire's own; else docker.</summary>
    public static ContainerCommand Of(IConfiguration configuration) => Candidates(configuration)[0];

    /// <summary>The commands that Aspire tries: the one that is configured, else docker, then podman.</summary>
    /// <exception cref="DistributedApplicationException">Another one is configured, which Aspire does not know.</exception>
    public static IReadOnlyList<ContainerCommand> Candidates(IConfiguration configuration)
    {
        var configured = configuration[RuntimeKey] ?? configuration[$"DOTNET_{RuntimeKey}"];
        return string.IsNullOrEmpty(configured) ? [new("docker"), new("podman")] : configured is "docker" or "podman" ? [new(configured)]
            : throw new DistributedApplicationException($"{RuntimeKey} must be docker or podman, not '{configured}'.");
    }

    /// <summary>Runs it to its end; it is killed, with what it has started, when that is cancelled or takes over a minute.</summary>
    /// <exception cref="DistributedApplicationException">It cannot be run, or does not end.</exception>
    public Task<ContainerCommandResult> RunAsync(CancellationToken cancellationToken, params IEnumerable<string> args) => RunAsync(_patience, cancellationToken, args);

    /// <inheritdoc cref="RunAsync(CancellationToken, IEnumerable{string})"/>
    public async Task<ContainerCommandResult> RunAsync(TimeSpan patience, CancellationToken cancellationToken, params IEnumerable<string> args)
    {
        try
        {
            var run = await Cli.Wrap(Name).WithArguments(args).RunAsync(patience, cancellationToken);
            return new ContainerCommandResult(run.ExitCode, run.StandardOutput.Trim(), run.StandardError.Trim());
        }
        catch (Win32Exception)
        {
            throw new DistributedApplicationException($"there is no {Name} command.");
        }
    }

    /// <summary>Whether its engine has the image.</summary>
    public async Task<bool> HasImageAsync(string image, CancellationToken cancellationToken) =>
        (await RunAsync(cancellationToken, "image", "inspect", "--format", "{{.Id}}", image)).Succeeded;

    /// <summary>Has its engine pull the image, unless it is there.</summary>
    /// <returns>Null where it is there now; else why not, in one line of the registry or of the engine.</returns>
    public async Task<string?> WhyNotPulledAsync(string image, TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            var pull = await HasImageAsync(image, cancellationToken) ? null : await RunAsync(patience, cancellationToken, "pull", "--quiet", image);
            return pull is null or { Succeeded: true } ? null : pull.Reason.Split('\n')[^1];
        }
        catch (DistributedApplicationException exception)
        {
            return exception.Message.TrimEnd('.');
        }
    }

    /// <summary>Whether its engine is on this machine, as far as the command tells: docker has contexts, podman has none.</summary>
    public async Task<bool> IsOnThisMachineAsync(CancellationToken cancellationToken)
    {
        var context = await RunAsync(cancellationToken, "context", "inspect", "--format", "{{.Endpoints.docker.Host}}");
        return !context.Succeeded || context.Output.StartsWith("unix:", StringComparison.Ordinal) || context.Output.StartsWith("npipe:", StringComparison.Ordinal);
    }
}
