using Aspire.Hosting.Docker;
using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EchoApp.Publishing.Deployment;

/// <summary>Where checks of a deployment hang in Aspire's pipeline.</summary>
internal static class DeploymentSteps
{
    /// <summary>The name of the step that asks what can be asked before anything is built.</summary>
    public const string Check = "check-deployment";

    /// <summary>Whether the pipeline runs to deploy: what only writes files or pushes images needs no engine, and is not to ask for one.</summary>
    public static bool IsDeploying(PipelineConfigurationContext context) =>
        context.Services.GetRequiredService<IOptions<PipelineOptions>>().Value.Step is not { } step || step == WellKnownPipelineSteps.Deploy
        || step.StartsWith("docker-compose-up-", StringComparison.Ordinal) || step.StartsWith("print-", StringComparison.Ordinal);

    /// <summary>In a deployment, has the compose file of an environment written only after a step.</summary>
    public static void BeforePublishing(PipelineConfigurationContext context, DockerComposeEnvironmentResource environment, string step)
    {
        if (IsDeploying(context))
        {
            context.Steps.Single(each => each.Name == $"publish-{environment.Name}").DependsOn(step);
        }
    }
}
