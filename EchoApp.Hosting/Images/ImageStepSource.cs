using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Pipelines;

namespace EchoApp.Hosting.Images;

/// <summary>The steps that build images and push them.</summary>
internal sealed class ImageStepSource(ProjectImages images, ImageBuilder builder, ImagePusher pusher) : IPipelineStepSource
{
    public IEnumerable<PipelineStep> CreateSteps(DistributedApplicationModel model)
    {
        var isAnyPushed = images.Projects.Any(images.IsPushed);
        return
        [
            new(KnownSteps.BuildPrereq, "Asks whether the images can be kept once they are built.")
            {
                DependsOn = [KnownSteps.ProcessParameters],
                Action = images.Projects.Count > 0 ? builder.PrepareAsync : null,
            },
            new(KnownSteps.PushPrereq, "Asks the registry whether it takes the images.")
            {
                DependsOn = [KnownSteps.ProcessParameters],
                Action = isAnyPushed ? pusher.PrepareAsync : null,
            },
            .. images.Projects.Select(BuildStep),
            .. images.Projects.Where(images.IsPushed).Select(PushStep),
        ];
    }

    public static string BuildOf(IResource project) => $"build-{project.Name}";

    public static string PushOf(IResource project) => $"push-{project.Name}";

    private PipelineStep BuildStep(ProjectResource project) => new(BuildOf(project), $"Builds the image of '{project.Name}'.")
    {
        DependsOn = [KnownSteps.BuildPrereq],
        After = [KnownSteps.DeployPrereq, KnownSteps.PushPrereq],
        RequiredBy = [KnownSteps.Build],
        Action = context => builder.BuildAsync(project, context),
    };

    private PipelineStep PushStep(ProjectResource project) => new(PushOf(project), $"Pushes the image of '{project.Name}' to its registry.")
    {
        DependsOn = [BuildOf(project), KnownSteps.PushPrereq],
        RequiredBy = [KnownSteps.Push],
        Action = context => pusher.PushAsync(project, context),
    };
}
