using EchoApp.Hosting.Engine.Containers;
using EchoApp.Hosting.Pipelines;

namespace EchoApp.Hosting.Deployment;

/// <summary>Docker Compose, as a command of the container engine's. What it prints goes to the log.</summary>
internal sealed class ComposeCommand(ContainerCli cli, ContainerEngineProbe probe, StepLog log)
{
    /// <summary>How it is called.</summary>
    public string Name => $"{cli.Name} compose";

    /// <exception cref="ContainerRuntimeUnhealthyException">The engine does not answer, or has no compose.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        await probe.EnsureAsync(cancellationToken);
        if (!(await cli.RunAsync(cancellationToken, "compose", "version")).Succeeded)
        {
            throw new ContainerRuntimeUnhealthyException($"There is no `{Name}`. Install Docker Compose, version 2.");
        }
    }

    /// <summary>Runs a command on a project by its files.</summary>
    public Task<ContainerCliResult> RunAsync(ComposeProject project, PipelineStepContext context, params IEnumerable<string> args) =>
        LoggedAsync(["compose", "-f", project.Paths.ComposeFile, .. EnvironmentFile(project), "-p", project.Name, .. args], context);

    /// <summary>Runs a command on a project by its name: what there is of it is told by the engine, and its files may be gone.</summary>
    public Task<ContainerCliResult> RunByNameAsync(ComposeProject project, PipelineStepContext context, params IEnumerable<string> args) =>
        LoggedAsync(["compose", "--project-directory", Path.GetPathRoot(project.Paths.Directory)!, "-p", project.Name, .. args], context);

    /// <summary>The volumes that deployments of the project have left.</summary>
    public async Task<IReadOnlyList<string>> VolumesAsync(ComposeProject project, CancellationToken cancellationToken)
    {
        var answer = await cli.RunAsync(cancellationToken, "volume", "ls", "--quiet", "--filter", $"label={project.Label}");
        return answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private Task<ContainerCliResult> LoggedAsync(IReadOnlyList<string> args, PipelineStepContext context)
    {
        log.Add(context, $"{cli.Name} {string.Join(' ', args)}");
        return cli.RunAsync(args, environment: null, (line, _) => log.Add(context, line), context.CancellationToken);
    }

    private static string[] EnvironmentFile(ComposeProject project) => File.Exists(project.Paths.EnvironmentFile) ? ["--env-file", project.Paths.EnvironmentFile] : [];
}
