using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Docker.Resources;
using Aspire.Hosting.Pipelines;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.DependencyInjection;

namespace EchoApp.Publishing.Deployment;

public static class DeploymentBuilderExtensions
{
    private const string ReadValues = "read-deployed-values";
    private const string CheckValues = "check-deployed-values";
    private const string Started = "service_started";
    private const string Healthy = "service_healthy";

    /// <summary>
    /// Deployments to compose projects are checked before anything is built (engine, ports, data of an earlier one), end once every service is healthy or
    /// say which is not, and find the values of parameters that they were given before in their environment file, which is the only place that has them.
    /// </summary>
    public static IDistributedApplicationBuilder CheckDeployments(this IDistributedApplicationBuilder builder)
    {
        if (builder.ExecutionContext.IsRunMode)
        {
            return builder;
        }

        if (!builder.Services.TryDecorate<IDeploymentStateManager>((_, aspire) => new StateWithoutParameters(aspire)))
        {
            throw new InvalidOperationException("Aspire's deployment state is registered otherwise than expected, and would keep secrets in clear text.");
        }

        builder.Services.TryDecorate<IContainerRuntimeResolver>((services, aspire) =>
            new HealthyRuntimeResolver(aspire, services.GetRequiredService<DistributedApplicationModel>(), services.GetRequiredService<TimeProvider>()));
        builder.Pipeline.AddStep(
            ReadValues,
            context =>
            {
                DeployedParameters.Read(context);
                return Task.CompletedTask;
            },
            requiredBy: WellKnownPipelineSteps.ProcessParameters);
        builder.Pipeline.AddStep(CheckValues, DeploymentCheck.CheckValuesAsync, dependsOn: ReadValues);
        builder.Pipeline.AddStep(DeploymentSteps.Check, DeploymentCheck.CheckAsync, dependsOn: CheckValues, requiredBy: WellKnownPipelineSteps.Deploy);
        builder.Pipeline.AddPipelineConfiguration(OrderAsync);
        return builder;
    }

    /// <summary>Who waits for a resource until it is healthy does so as a service too, where the other service has a health check (Aspire has it wait for the start alone).</summary>
    public static IResourceBuilder<DockerComposeEnvironmentResource> WaitForHealthyServices(this IResourceBuilder<DockerComposeEnvironmentResource> builder) => builder.ConfigureComposeFile(file =>
    {
        foreach (var resource in builder.ApplicationBuilder.Resources)
        {
            foreach (var wait in resource.Annotations.OfType<WaitAnnotation>().Where(wait => wait.WaitType == WaitType.WaitUntilHealthy))
            {
                Tighten(file, resource.Name.ToLowerInvariant(), wait.Resource.Name.ToLowerInvariant());
            }
        }
    });

    // Aspire builds after deploy-prereq also where nothing is deployed: so it is not the place for the check.
    private static Task OrderAsync(PipelineConfigurationContext context)
    {
        foreach (var environment in context.Model.Resources.OfType<DockerComposeEnvironmentResource>())
        {
            DeploymentSteps.BeforePublishing(context, environment, DeploymentSteps.Check);
            context.Steps.Single(step => step.Name == $"prepare-{environment.Name}").DependsOn(CheckValues);
        }

        var builds = DeploymentSteps.IsDeploying(context) ? context.GetSteps(WellKnownPipelineTags.BuildCompute) : [];
        foreach (var step in builds.Concat(context.GetSteps("docker-compose-up")))
        {
            step.DependsOn(DeploymentSteps.Check);
        }

        return Task.CompletedTask;
    }

    private static void Tighten(ComposeFile file, string service, string other)
    {
        if (file.Services.GetValueOrDefault(other)?.Healthcheck is not null
            && file.Services.GetValueOrDefault(service)?.DependsOn.GetValueOrDefault(other) is { Condition: Started } dependency)
        {
            dependency.Condition = Healthy;
        }
    }
}
