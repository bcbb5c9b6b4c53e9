using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using EchoApp.Hosting.Docker;
using EchoApp.Hosting.Parameters;
using EchoApp.Hosting.Pipelines;
using Microsoft.Extensions.Configuration;

namespace EchoApp.Hosting.Deployment;

/// <summary>Asks what can be asked before anything is built.</summary>
internal sealed class DeploymentCheck(ComposeProjects projects, ComposeCommand compose, PublishedParameters published, IConfiguration configuration)
{
    /// <exception cref="DistributedApplicationException">The application cannot be deployed from here, or would not fit the data of an earlier deployment.</exception>
    public async Task CheckAsync(DockerComposeEnvironmentResource environment, PipelineStepContext context)
    {
        await compose.EnsureAsync(context.CancellationToken);
        var project = projects.Of(environment, context);
        var generated = Generated(context.Model);
        if (generated.Length == 0 || generated.Any(parameter => published.Find(parameter) is not null))
        {
            return;
        }

        if (await compose.VolumesAsync(project, context.CancellationToken) is { Count: > 0 } volumes)
        {
            throw new DistributedApplicationException(
                $"An earlier deployment has left data ({string.Join(", ", volumes)}), but {project.Paths.EnvironmentFile} does not have the values that the data was made with. "
                + $"New ones would not fit. Deploy with the --output-path of before, or give what was generated then ({string.Join(" ", generated.Select(parameter => $"--Parameters:{parameter.Name}=…"))}), "
                + "or begin anew, without the data: 'down --volumes'.");
        }
    }

    private ParameterResource[] Generated(DistributedApplicationModel model) =>
    [
        .. model.Resources.OfType<ParameterResource>()
            .Where(parameter => parameter.Default is not (null or ConstantParameterDefault) && ParameterValue.FromConfiguration(configuration, parameter.Name) is null),
    ];
}
