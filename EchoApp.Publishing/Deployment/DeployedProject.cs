using System.Text.Json;
using System.Text.RegularExpressions;
using Aspire.Hosting;
using EchoApp.Publishing.Compose;
using EchoApp.Publishing.Engine;

namespace EchoApp.Publishing.Deployment;

/// <summary>What the engine knows of a compose project, asked by its name: its files may be gone.</summary>
internal sealed partial class DeployedProject(ContainerCommand engine, string name)
{
    private readonly string _label = $"label=com.docker.compose.project={name}";

    public string Name { get; } = name;

    public ContainerCommand Engine { get; } = engine;

    /// <exception cref="DistributedApplicationException">There is no Docker Compose.</exception>
    public async Task EnsureComposeAsync(CancellationToken cancellationToken)
    {
        if (!(await ComposeAsync(cancellationToken, "version")).Succeeded)
        {
            throw new DistributedApplicationException($"There is no `{Engine.Name} compose`. Install Docker Compose, version 2.");
        }
    }

    public async Task<IReadOnlyList<ServiceState>> ServicesAsync(CancellationToken cancellationToken)
    {
        var answer = await ComposeAsync(cancellationToken, "ps", "--all", "--format", "json");
        try
        {
            return answer.Succeeded ? ServiceState.Parse(answer.Output) : throw new DistributedApplicationException($"`{Engine.Name} compose ps` failed: {answer.Reason}");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new DistributedApplicationException($"`{Engine.Name} compose ps` answers what is no list of services: {answer.Output.Split('\n')[0]}", exception);
        }
    }

    /// <summary>The last lines of a service, oldest first.</summary>
    public async Task<IReadOnlyList<string>> LinesAsync(string service, int count, CancellationToken cancellationToken)
    {
        var answer = await ComposeAsync(cancellationToken, "logs", "--no-color", "--no-log-prefix", "--tail", $"{count}", service);
        return [.. answer.Output.Split('\n').Select(line => Control().Replace(line, "").TrimEnd())];
    }

    /// <summary>The volumes that deployments have left.</summary>
    public async Task<IReadOnlyList<string>> VolumesAsync(CancellationToken cancellationToken)
    {
        var answer = await Engine.RunAsync(cancellationToken, "volume", "ls", "--quiet", "--filter", _label);
        return answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    // ECMA-48: some versions of Docker Compose begin every line with one.
    [GeneratedRegex(@"\e\[[0-9;]*[A-Za-z]")]
    private static partial Regex Control();

    private Task<ContainerCommandResult> ComposeAsync(CancellationToken cancellationToken, params IEnumerable<string> args) =>
        Engine.RunAsync(cancellationToken, ["compose", "--project-directory", ComposePaths.Elsewhere, "-p", Name, .. args]);
}
