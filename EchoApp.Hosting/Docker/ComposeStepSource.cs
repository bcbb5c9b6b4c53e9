using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using EchoApp.Hosting.Images;
using EchoApp.Hosting.Pipelines;

namespace EchoApp.Hosting.Docker;

/// <summary>The steps of a compose project that write files.</summary>
internal sealed class ComposeStepSource(ComposePublisher publisher, ComposePreparer preparer) : IPipelineStepSource
{
    public IEnumerable<PipelineStep> CreateSteps(DistributedApplicationModel model)
    {
        if (Environment(model) is not { } environment)
        {
            return [];
        }

        return
        [
            new(PublishOf(environment), $"Writes the compose file of '{environment.Name}'.")
            {
                DependsOn = [KnownSteps.PublishPrereq],
                RequiredBy = [KnownSteps.Publish],
                Action = context => publisher.PublishAsync(environment, context),
            },
            new(PrepareOf(environment), $"Writes the values that the compose file of '{environment.Name}' is to be given.")
            {
                DependsOn = [KnownSteps.ProcessParameters, KnownSteps.Publish, KnownSteps.Build],
                After = [KnownSteps.DeployPrereq, .. model.Resources.OfType<ProjectResource>().Select(ImageStepSource.PushOf)],
                Action = context => preparer.PrepareAsync(environment, context),
            },
        ];
    }

    public static string PublishOf(DockerComposeEnvironmentResource environment) => $"publish-{environment.Name}";

    public static string PrepareOf(DockerComposeEnvironmentResource environment) => $"prepare-{environment.Name}";

    /// <returns>The compose project that the application is published to; null where there is none.</returns>
    /// <exception cref="DistributedApplicationException">There are several: which service goes where, nobody has said.</exception>
    public static DockerComposeEnvironmentResource? Environment(DistributedApplicationModel model) =>
        model.Resources.OfType<DockerComposeEnvironmentResource>().ToArray() switch
        {
            [] => null,
            [var environment] => environment,
            var several => throw new DistributedApplicationException(
                $"There are several Docker Compose environments ({string.Join(", ", several.Select(each => $"'{each.Name}'"))}), and the embedded host publishes to one. Take the others out."),
        };
}
