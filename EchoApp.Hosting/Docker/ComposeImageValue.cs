using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Docker.Environment;
using EchoApp.Hosting.Images;
using EchoApp.Hosting.Pipelines;
using EchoApp.Hosting.Publishing;

namespace EchoApp.Hosting.Docker;

/// <summary>The value of <c>WEB_IMAGE</c> and the like in the environment files of the compose project.</summary>
internal sealed class ComposeImageValue(ProjectImages images)
{
    /// <summary>An image that was pushed under the name and tag of now by its digest, else by its tag.</summary>
    public async Task<string> OfAsync(ProjectResource project, PipelineStepContext context)
    {
        var image = await images.OfAsync(project, context.CancellationToken);
        return (image.Registry is null ? null : await PushedImages.FindAsync(project, image, context)) ?? image.Reference;
    }

    /// <summary>The environment file with what has been pushed; none where there is no compose project.</summary>
    public static IEnumerable<OutputFile> Pin(PushedImage pushed, PipelineStepContext context)
    {
        if (ComposeStepSource.Environment(context.Model) is null)
        {
            return [];
        }

        var path = ComposePaths.Of(context.Output, context.EnvironmentName).EnvironmentFile;
        var values = EnvFile.Load(path);
        values.Set(VariableOf(pushed.Project), pushed.Pinned, DescriptionOf(pushed.Project));
        return [new OutputFile(path, values.ToString(), OutputFile.Private)];
    }

    public static string VariableOf(IResource project) => $"{DockerComposeServiceExtensions.VariableName(project.Name)}_IMAGE";

    public static string DescriptionOf(IResource project) => $"Container image name for {project.Name}";
}
