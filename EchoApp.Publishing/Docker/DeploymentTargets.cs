using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Pipelines;

namespace EchoApp.Publishing.Docker;

/// <summary>Which resources become services of a compose project.</summary>
internal static class DeploymentTargets
{
    /// <summary>Tells each resource which service it becomes. Aspire's pipeline runs this twice: at the start, and on the way to publish.</summary>
    public static void Assign(DockerComposeEnvironmentResource environment, PipelineStepContext context)
    {
        if (context.ExecutionContext.IsRunMode)
        {
            return;
        }

        foreach (var resource in Services(environment, context.Model).Where(resource => !environment.Services.ContainsKey(resource)))
        {
            var service = environment.Services[resource] = new DockerComposeServiceResource(resource.Name, resource, environment);
            resource.Annotations.Add(new DeploymentTargetAnnotation(service)
            {
                ComputeEnvironment = environment,
                ContainerRegistry = RegistryOf(environment, context.Model),
            });
        }
    }

    /// <summary>The dashboard first, then what is not another environment's.</summary>
    private static IEnumerable<IResource> Services(DockerComposeEnvironmentResource environment, DistributedApplicationModel model)
    {
        var compute = model.GetComputeResources().Where(resource => resource.GetComputeEnvironment() is not { } chosen || chosen == environment);
        return environment.ActiveDashboard is { } dashboard ? compute.Prepend(dashboard) : compute;
    }

    // In Aspire's order: the environment's own, the only one there is, the engine of this machine.
    private static IContainerRegistry RegistryOf(DockerComposeEnvironmentResource environment, DistributedApplicationModel model) =>
        environment.TryGetLastAnnotation<ContainerRegistryReferenceAnnotation>(out var reference) ? reference.Registry
            : model.Resources.OfType<IContainerRegistry>().ToArray() is [var only] ? only
            : LocalContainerRegistry.Instance;
}
