using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine.Containers;
using EchoApp.Hosting.Pipelines;

namespace EchoApp.Hosting.Images;

/// <summary>
/// Builds what is to be in a project's image. One that is pushed is only compiled here: the push makes the image on its way to the registry, and
/// needs no engine. Any other goes into the engine of this machine.
/// </summary>
internal sealed class ImageBuilder(ProjectImages images, DotNetPublish publish, ContainerEngineProbe probe)
{
    private static readonly Dictionary<string, string> _nothing = [];

    /// <summary>Asks before a minute's work whether there is somewhere to put its result.</summary>
    /// <exception cref="ContainerRuntimeUnhealthyException">There is no engine, and it is needed.</exception>
    public async Task PrepareAsync(PipelineStepContext context)
    {
        if (images.Projects.Any(project => !images.IsPushed(project)))
        {
            await probe.EnsureAsync(context.CancellationToken);
        }
    }

    /// <exception cref="DistributedApplicationException">It cannot be built.</exception>
    public async Task BuildAsync(ProjectResource project, PipelineStepContext context)
    {
        var image = await images.OfAsync(project, context.CancellationToken);
        var path = project.GetProjectMetadata().ProjectPath;
        if (images.IsPushed(project))
        {
            context.Report("compiling");
            await publish.RunAsync(path, Named(image), _nothing, context);
            context.Report("compiled");
            return;
        }

        context.Report($"building {image.Reference}");
        await publish.RunAsync(path, ["-t:PublishContainer", .. Named(image), $"-p:LocalRegistry={LocalRegistry}"], _nothing, context);
        context.Report(image.Reference);
        context.Summary.Add("Built:", image.Reference);
    }

    // Projects may be compiled otherwise for an image.
    private static string[] Named(RemoteImage image) => [$"-p:ContainerRepository={image.Repository}", $"-p:ContainerImageTag={image.Tag}"];

    // As the SDK spells them.
    private string LocalRegistry => probe.IsPodman ? "Podman" : "Docker";
}
