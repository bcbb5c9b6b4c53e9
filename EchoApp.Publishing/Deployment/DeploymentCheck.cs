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
    private static readonly TimeSpan _pullPatience = TimeSpan.FromMinutes(10);

    /// <exception cref="DistributedApplicationException">The application cannot be deployed from here.</exception>
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

        var engine = HealthyRuntime.EngineOf(runtime);
        var held = new HashSet<int>();
        foreach (var environment in environments)
        {
            var project = new DeployedProject(engine, ComposeProjectName.Of(environment, context));
            await project.EnsureComposeAsync(context.CancellationToken);
            held.UnionWith((await project.ServicesAsync(context.CancellationToken)).SelectMany(service => service.Ports).Select(port => port.Published));
        }

        // Where the engine is on another machine, its own refusal has to do.
        foreach (var port in await engine.IsOnThisMachineAsync(context.CancellationToken) ? PublishedPort.FindTaken(context.Model, held) : [])
        {
            throw PublishedPort.Taken(port, context.Model);
        }

        // Last, since it may take its time.
        foreach (var resource in context.Model.GetComputeResources().Where(resource => !resource.RequiresImageBuild() && environments.Any(environment => resource.GetDeploymentTargetAnnotation(environment) is not null)))
        {
            if (resource.TryGetContainerImageName(out var image) && await engine.WhyNotPulledAsync(image, _pullPatience, context.CancellationToken) is { } reason)
            {
                throw new DistributedApplicationException($"The image {image} cannot be pulled: {reason}");
            }
        }
    }

    /// <summary>Refuses, where an engine answers, to write values that do not fit the data that it has.</summary>
    /// <exception cref="DistributedApplicationException">They would not fit the data of an earlier deployment.</exception>
    public static async Task CheckValuesAsync(PipelineStepContext context)
    {
        var environments = context.Model.Resources.OfType<DockerComposeEnvironmentResource>().ToArray();
        var runtime = await context.Services.GetRequiredService<IContainerRuntimeResolver>().ResolveAsync(context.CancellationToken);
        foreach (var environment in await runtime.CheckIfRunningAsync(context.CancellationToken) ? environments : [])
        {
            var project = new DeployedProject(HealthyRuntime.EngineOf(runtime), ComposeProjectName.Of(environment, context));
            await RefuseOtherValuesAsync(project, ComposePaths.Of(environment, context).EnvironmentFile, context);
        }
    }

    // What was generated belongs to the data that it was generated for: a database keeps its password in its volume.
    private static async Task RefuseOtherValuesAsync(DeployedProject project, string environmentFile, PipelineStepContext context)
    {
        var configuration = context.Services.GetRequiredService<IConfiguration>();
        var deployed = EnvFile.Load(environmentFile);
        var generated = context.Model.Resources.OfType<ParameterResource>().Where(parameter => parameter.Default is GenerateParameterDefault).ToArray();

        // A file that has some of them is that of the data; another one is new, and there is no data of it.
        var isLost = !generated.Any(parameter => deployed.Find(ComposeVariable.NameOf(parameter.Name)) is { Length: > 0 });
        var forgotten = isLost ? generated.Where(parameter => DeployedParameters.Find(configuration, parameter) is null).ToArray() : [];
        var changed = generated.Where(parameter => DeployedParameters.Find(configuration, parameter) is { } given && deployed.Find(ComposeVariable.NameOf(parameter.Name)) is { Length: > 0 } value && given != value).ToArray();
        if (forgotten.Length + changed.Length == 0 || await project.VolumesAsync(context.CancellationToken) is not { Count: > 0 } volumes)
        {
            return;
        }

        var anew = $"begin anew, without the data: {project.Engine.Name} volume rm {string.Join(' ', volumes)}";
        throw new DistributedApplicationException(forgotten.Length > 0
            ? $"An earlier deployment has left data ({string.Join(", ", volumes)}), but {environmentFile} does not have the values that the data was made with. "
                + $"New ones would not fit. Deploy with the --output-path of before, or give what was generated then ({Options(forgotten)}), or {anew}"
            : $"An earlier deployment has left data ({string.Join(", ", volumes)}), and {environmentFile} has other values for it than are given now ({Options(changed)}). "
                + $"Leave them out, and those of the file are used; or, where the data knows those that are given, write them into the file; or {anew}");
    }

    private static string Options(IEnumerable<ParameterResource> parameters) => string.Join(" ", parameters.Select(parameter => $"--Parameters:{parameter.Name}=…"));
}
