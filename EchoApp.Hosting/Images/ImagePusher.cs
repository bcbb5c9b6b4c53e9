using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Images.Registry;
using EchoApp.Hosting.Pipelines;

namespace EchoApp.Hosting.Images;

/// <summary>Pushes the images of projects, straight from the SDK to their registry.</summary>
internal sealed class ImagePusher(ProjectImages images, DotNetPublish publish, RegistryCheck check, InsecureRegistries insecure, PushedImages pushed)
{
    /// <summary>Asks the registries whether they would take the images.</summary>
    /// <exception cref="DistributedApplicationException">One would not.</exception>
    public async Task PrepareAsync(PipelineStepContext context)
    {
        foreach (var project in images.Projects.Where(images.IsPushed))
        {
            var image = await images.OfAsync(project, context.CancellationToken);
            context.Report($"asking {image.Registry}");
            await check.CheckAsync(image, context.CancellationToken);
            context.Report($"{image.Registry} takes {image.Repository}");
        }
    }

    /// <exception cref="DistributedApplicationException">The registry did not take it.</exception>
    public async Task PushAsync(ProjectResource project, PipelineStepContext context)
    {
        var image = await images.OfAsync(project, context.CancellationToken);
        var isInsecure = await check.CheckAsync(image, context.CancellationToken);
        context.Report($"pushing {image.Reference}");
        var container = await PublishAsync(project, image, isInsecure ? new() { [InsecureRegistries.Variable] = insecure.With(image.Registry!) } : [], context);
        await pushed.AddAsync(new PushedImage(project, image, container), context);
        context.Report($"{image.Reference} {container.Digest}");
        context.Summary.Add("Pushed:", image.Reference);
        context.Summary.Add("Pushed:", $"{image.Name}@{container.Digest}");
    }

    private async Task<PublishedContainer> PublishAsync(ProjectResource project, RemoteImage image, Dictionary<string, string> environment, PipelineStepContext context)
    {
        var answer = Path.GetTempFileName();
        try
        {
            await publish.RunAsync(project.GetProjectMetadata().ProjectPath, Arguments(image, answer), environment, context);
            return PublishedContainer.Parse(await File.ReadAllTextAsync(answer, context.CancellationToken))
                ?? throw new DistributedApplicationException($"The SDK says that it has pushed {image.Reference}, but not with which digest. Look for the image in the registry.");
        }
        catch (DotNetPublishException exception)
        {
            throw new DistributedApplicationException($"{image.Reference} was not pushed: {exception.Message}", exception);
        }
        finally
        {
            File.Delete(answer);
        }
    }

    private static IEnumerable<string> Arguments(RemoteImage image, string answer) =>
    [
        "--no-build", "-t:PublishContainer",
        $"-p:ContainerRegistry={image.Registry}", $"-p:ContainerRepository={image.Repository}", $"-p:ContainerImageTag={image.Tag}",
        .. PublishedContainer.Properties.Select(property => $"-getProperty:{property}"), $"-getResultOutputFile:{answer}",
    ];
}
