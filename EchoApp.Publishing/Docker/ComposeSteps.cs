using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Pipelines;
using EchoApp.Publishing.Docker.Deployment;

namespace EchoApp.Publishing.Docker;

/// <summary>The steps of a compose project, by the names and in the order that Aspire gives them.</summary>
internal static class ComposeSteps
{
    private const string UpTag = "docker-compose-up";

    public static IEnumerable<PipelineStep> Of(DockerComposeEnvironmentResource environment) =>
    [
        new()
        {
            Name = $"prepare-deployment-targets-{environment.Name}",
            Description = $"Says which resources become services of '{environment.Name}'.",
            Action = context =>
            {
                DeploymentTargets.Assign(environment, context);
                return Task.CompletedTask;
            },
            DependsOnSteps = [WellKnownPipelineSteps.ValidateComputeEnvironments],
            RequiredBySteps = [WellKnownPipelineSteps.BeforeStart],
        },
        new()
        {
            Name = $"publish-{environment.Name}",
            Description = $"Writes the compose file of '{environment.Name}', and the names of what it has to be given.",
            Action = context => ComposePublisher.PublishAsync(environment, context),
            DependsOnSteps = [$"prepare-deployment-targets-{environment.Name}"],
            RequiredBySteps = [WellKnownPipelineSteps.Publish],
        },
        new()
        {
            Name = PrepareOf(environment),
            Description = $"Writes the values that the compose file of '{environment.Name}' is given in one environment.",
            Action = context => ComposePreparer.PrepareAsync(environment, context),
            DependsOnSteps = [WellKnownPipelineSteps.Publish, WellKnownPipelineSteps.Build, WellKnownPipelineSteps.ProcessParameters],
        },
        new()
        {
            Name = UpOf(environment),
            Description = $"Brings '{environment.Name}' up.",
            Action = context => ComposeDeployment.UpAsync(environment, context),
            Tags = [UpTag],
            DependsOnSteps = [PrepareOf(environment)],
            RequiredBySteps = [WellKnownPipelineSteps.Deploy],
        },
        .. environment.Services.Keys.Select(resource => Summary(environment, resource)),
        new()
        {
            Name = $"destroy-compose-{environment.Name}",
            Description = $"Takes down, once that is confirmed, what was deployed to '{environment.Name}'. Its volumes stay.",
            Action = context => ComposeRemoval.DestroyAsync(environment, context),
            DependsOnSteps = [WellKnownPipelineSteps.DestroyPrereq],
            RequiredBySteps = [WellKnownPipelineSteps.Destroy],
        },
    ];

    /// <summary>What is deployed is built after the checks of a deployment, and started once its images are where they are to be.</summary>
    public static void Order(DockerComposeEnvironmentResource environment, PipelineConfigurationContext context)
    {
        foreach (var step in context.Model.GetBuildResources().SelectMany(resource => context.GetSteps(resource, WellKnownPipelineTags.BuildCompute)))
        {
            step.DependsOn(WellKnownPipelineSteps.DeployPrereq);
            step.RequiredBy(WellKnownPipelineSteps.Deploy);
            step.RequiredBy(UpOf(environment));
        }

        var up = context.GetSteps(environment, UpTag).Single();
        foreach (var push in context.Model.GetBuildAndPushResources().SelectMany(resource => context.GetSteps(resource, WellKnownPipelineTags.PushContainerImage)))
        {
            up.DependsOn(push);
        }
    }

    private static PipelineStep Summary(DockerComposeEnvironmentResource environment, IResource resource) => new()
    {
        Name = $"print-{resource.Name}-summary",
        Description = $"Tells where '{resource.Name}' is reached.",
        Action = context => ComposeDeployment.SummarizeAsync(environment, resource, context),
        Tags = ["print-summary"],
        DependsOnSteps = [UpOf(environment)],
        RequiredBySteps = [WellKnownPipelineSteps.Deploy],
    };

    private static string PrepareOf(DockerComposeEnvironmentResource environment) => $"prepare-{environment.Name}";

    private static string UpOf(DockerComposeEnvironmentResource environment) => $"docker-compose-up-{environment.Name}";
}
