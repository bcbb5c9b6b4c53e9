using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Pipelines;
using Aspire.Hosting.Publishing;
using EchoApp.Publishing.Compose;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EchoApp.Publishing.Deployment;

/// <summary>Asks what can be asked before anything is built.</summary>
internal static class DeploymentCheck
{
    /// <exception cref="DistributedApplicationException">The application cannot be deployed from here, or would not fit the data of an earlier deployment.</exception>
    public static async Task CheckAsync(PipelineStepContext context)
    {
        var environments = context.Model.Resources.OfType<DockerComposeEnvironmentResource>().ToArray();
        if (environments.Length == 0)
        {
            return;
        }

        var runtime = await context.Services.GetRequiredService<IContainerRuntimeResolver>().ResolveAsync(context.CancellationToken);
        if (!await runtime.CheckIfRunningAsync(context.CancellationToken))
        {
            throw new DistributedApplicationException($"{runtime.Name} does not answer, and what is deployed runs on it. Start it, or see `{runtime.Name.ToLowerInvariant()} info`.");
        }

        var held = new HashSet<int>();
        foreach (var environment in environments)
        {
            var project = new DeployedProject(HealthyRuntime.EngineOf(runtime), ComposeProjectName.Of(environment, context));
            await project.EnsureComposeAsync(context.CancellationToken);
            held.UnionWith((await project.ServicesAsync(context.CancellationToken)).SelectMany(service => service.Ports).Select(port => port.Published));
            await RefuseForgottenValuesAsync(project, ComposePaths.Of(environment, context).EnvironmentFile, context);
        }

        foreach (var port in PublishedPort.FindTaken(context.Model, held))
        {
            throw PublishedPort.Taken(port, context.Model);
        }
    }

    private static async Task RefuseForgottenValuesAsync(DeployedProject project, string environmentFile, PipelineStepContext context)
    {
        var configuration = context.Services.GetRequiredService<IConfiguration>();
        var forgotten = context.Model.Resources.OfType<ParameterResource>()
            .Where(parameter => parameter.Default is GenerateParameterDefault && !DeployedParameters.IsGiven(configuration, parameter)).ToArray();
        if (forgotten.Length > 0 && await project.VolumesAsync(context.CancellationToken) is { Count: > 0 } volumes)
        {
            throw new DistributedApplicationException(
                $"An earlier deployment has left data ({string.Join(", ", volumes)}), but {environmentFile} does not have the values that the data was made with. "
                + $"New ones would not fit. Deploy with the --output-path of before, or give what was generated then ({string.Join(" ", forgotten.Select(parameter => $"--Parameters:{parameter.Name}=…"))}), "
                + $"or begin anew, without the data: {project.Engine.Name} volume rm {string.Join(' ', volumes)}");
        }
    }
}
