using Aspire.Hosting;
using Aspire.Hosting.Docker;
using EchoApp.Hosting.CommandLine;
using EchoApp.Hosting.Pipelines;

namespace EchoApp.Hosting.Deployment;

/// <summary>Takes down what was deployed. Its volumes stay, unless the command line asks for them to go.</summary>
internal sealed class ComposeRemoval(ComposeProjects projects, ComposeCommand compose, Confirmation confirmation, AppHostArguments arguments)
{
    /// <exception cref="DistributedApplicationException">It cannot be taken down, or nobody has agreed to lose the volumes.</exception>
    public async Task DownAsync(DockerComposeEnvironmentResource environment, PipelineStepContext context)
    {
        var project = projects.Of(environment, context);
        var request = arguments.Pipeline;
        await compose.EnsureAsync(context.CancellationToken);
        var volumes = await compose.VolumesAsync(project, context.CancellationToken);
        if (request is { RemovesVolumes: true, IsConfirmed: false } && volumes.Count > 0)
        {
            await AgreeAsync(volumes, context.CancellationToken);
        }

        context.Report($"stopping {project.Name}");
        string[] more = request is { RemovesVolumes: true } ? ["--volumes"] : [];
        var answer = await compose.RunByNameAsync(project, context, ["down", "--remove-orphans", .. more]);
        if (!answer.Succeeded)
        {
            throw new DistributedApplicationException($"`{compose.Name} down` failed: {answer.Reason.Split('\n')[^1]}");
        }

        context.Report($"{project.Name} is down");
        context.Summary.Add("Down:", project.Name);
        foreach (var volume in volumes)
        {
            context.Summary.Add(request is { RemovesVolumes: true } ? "Removed:" : "Kept:", volume);
        }
    }

    private async Task AgreeAsync(IReadOnlyList<string> volumes, CancellationToken cancellationToken)
    {
        var names = string.Join(", ", volumes);
        switch (await confirmation.AskAsync($"Remove {names} with all data?", cancellationToken))
        {
            case null:
                throw new DistributedApplicationException($"--volumes removes {names} with all data, and nobody is there to be asked. Say it with --yes, or leave --volumes out.");
            case false:
                throw new DistributedApplicationException("Nothing was taken down: the volumes are to stay. 'down' without --volumes keeps them.");
        }
    }
}
