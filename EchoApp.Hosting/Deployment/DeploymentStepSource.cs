using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using EchoApp.Hosting.Docker;
using EchoApp.Hosting.Docker.Publishing;
using EchoApp.Hosting.Images;
using EchoApp.Hosting.Pipelines;

namespace EchoApp.Hosting.Deployment;

/// <summary>The steps that bring a compose project up, tell about it, and take it down.</summary>
internal sealed class DeploymentStepSource(ProjectImages images, DeploymentCheck check, ComposeDeployment deployment, ComposeRemoval removal) : IPipelineStepSource
{
    public IEnumerable<PipelineStep> CreateSteps(DistributedApplicationModel model)
    {
        var prereq = new PipelineStep(KnownSteps.DeployPrereq, "Asks whether the application can be deployed from here.") { DependsOn = [KnownSteps.ProcessParameters] };
        return ComposeStepSource.Environment(model) is not { } environment
            ? [prereq]
            :
            [
                prereq with { Action = context => check.CheckAsync(environment, context) },
                Up(environment),
                .. Services(model, environment).Select(resource => Summary(environment, resource)),
                new($"docker-compose-down-{environment.Name}", $"Takes down what was deployed to '{environment.Name}'; its volumes stay, without --volumes.")
                {
                    RequiredBy = [KnownSteps.Down],
                    Action = context => removal.DownAsync(environment, context),
                },
            ];
    }

    private static string UpOf(DockerComposeEnvironmentResource environment) => $"docker-compose-up-{environment.Name}";

    private static IEnumerable<IResource> Services(DistributedApplicationModel model, DockerComposeEnvironmentResource environment) =>
        (environment.ActiveDashboard is { } dashboard ? model.Resources.Prepend(dashboard) : model.Resources).Where(ComposeSpecResolver.IsService);

    private PipelineStep Up(DockerComposeEnvironmentResource environment) => new(UpOf(environment), $"Brings '{environment.Name}' up and waits until it is healthy.")
    {
        DependsOn = [KnownSteps.DeployPrereq, ComposeStepSource.PrepareOf(environment), .. images.Projects.Where(images.IsPushed).Select(ImageStepSource.PushOf)],
        RequiredBy = [KnownSteps.Deploy],
        Action = context => deployment.UpAsync(environment, context),
    };

    private PipelineStep Summary(DockerComposeEnvironmentResource environment, IResource resource) => new($"print-{resource.Name}-summary", $"Tells where '{resource.Name}' is reached and how it is.")
    {
        DependsOn = [UpOf(environment)],
        RequiredBy = [KnownSteps.Deploy],
        Action = context => deployment.SummarizeAsync(environment, resource, context),
    };
}
