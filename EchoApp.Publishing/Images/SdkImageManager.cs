using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;
using EchoApp.Publishing.Images.Registry;
using Microsoft.Extensions.Logging;

namespace EchoApp.Publishing.Images;

/// <summary>
/// Builds and pushes images of projects that go to a registry by the SDK alone: the build compiles, and the push makes the image on its way, without
/// an engine and without keeping it anywhere. Everything else is Aspire's.
/// </summary>
internal sealed partial class SdkImageManager(
    IResourceContainerImageManager aspire, SdkImages images, DotNetPublish publish, RegistryConnector registries, InsecureRegistries insecure, PushedImages pushed,
    ILogger<SdkImageManager> logger) : IResourceContainerImageManager, IDisposable
{
    // Projects share dependencies, and two builds of one get in each other's way.
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <exception cref="DistributedApplicationException">It cannot be built.</exception>
    public async Task BuildImageAsync(IResource resource, CancellationToken cancellationToken = default)
    {
        if (await images.FindAsync(resource, cancellationToken) is not { } image)
        {
            await aspire.BuildImageAsync(resource, cancellationToken);
            await TellFormAsync(resource, cancellationToken);
            return;
        }

        var name = await image.NameAsync(cancellationToken);

        // Projects may be compiled otherwise for an image.
        string[] args = ["-r", image.RuntimeIdentifier, $"-p:ContainerRepository={name.Repository}", $"-p:ContainerImageTag={name.Tag}"];
        await PublishAsync(image, args, new Dictionary<string, string?>(), cancellationToken);
    }

    public async Task BuildImagesAsync(IEnumerable<IResource> resources, CancellationToken cancellationToken = default)
    {
        foreach (var resource in resources)
        {
            await BuildImageAsync(resource, cancellationToken);
        }
    }

    /// <exception cref="DistributedApplicationException">The registry did not take it.</exception>
    public async Task PushImageAsync(IResource resource, CancellationToken cancellationToken)
    {
        if (await images.FindAsync(resource, cancellationToken) is not { } image)
        {
            await aspire.PushImageAsync(resource, cancellationToken);
            return;
        }

        var name = await image.NameAsync(cancellationToken);
        using var registry = await registries.ConnectAsync(name.Registry, cancellationToken);
        var container = await PushAsync(image, name, registry.IsInsecure ? new() { [InsecureRegistries.Variable] = insecure.With(name.Registry) } : [], cancellationToken);
        Log.Pushed(logger, name.Reference, container.Digest, container.Form.Name);
        Tell(image.Project, container.Form);
        pushed.Add(new PushedImage(image.Project, name, container));
    }

    public void Dispose() => _turn.Dispose();

    private async Task<PublishedContainer> PushAsync(SdkImage image, RemoteImage name, Dictionary<string, string?> environment, CancellationToken cancellationToken)
    {
        var answer = Path.GetTempFileName();
        try
        {
            await PublishAsync(image, Arguments(image, name, answer), environment, cancellationToken);
            return PublishedContainer.Parse(await File.ReadAllTextAsync(answer, cancellationToken))
                ?? throw new DistributedApplicationException($"The SDK says that it has pushed {name.Reference}, but not with which digest. Look for the image in the registry.");
        }
        catch (DotNetPublishException exception)
        {
            throw new DistributedApplicationException($"{name.Reference} was not pushed: {exception.Message}", exception);
        }
        finally
        {
            File.Delete(answer);
        }
    }

    // What Aspire builds, it builds by the same project: the form is told as that of a pushed image is.
    private async Task TellFormAsync(IResource resource, CancellationToken cancellationToken)
    {
        if (resource is ProjectResource project && await images.FindRuntimeIdentifierAsync(project, cancellationToken) is { } runtimeIdentifier
            && await publish.FindFormAsync(project.GetProjectMetadata().ProjectPath, runtimeIdentifier, cancellationToken) is { } form)
        {
            Tell(project, form);
        }
    }

    private void Tell(ProjectResource project, PublishedForm form)
    {
        if (form.NativeAotObstacle.Length > 0)
        {
            Log.NotNativeAot(logger, project.Name, form.Name, form.NativeAotObstacle);
        }
    }

    private async Task PublishAsync(SdkImage image, IEnumerable<string> args, IReadOnlyDictionary<string, string?> environment, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await publish.RunAsync(image.ProjectFile, args, environment, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    private static IEnumerable<string> Arguments(SdkImage image, RemoteImage name, string answer) =>
    [
        "-r", image.RuntimeIdentifier, "--no-build", "-t:PublishContainer",
        $"-p:ContainerRegistry={name.Registry}", $"-p:ContainerRepository={name.Repository}", $"-p:ContainerImageTag={name.Tag}",
        .. image.Format is { } format ? [$"-p:ContainerImageFormat={(format == ContainerImageFormat.Oci ? "OCI" : "Docker")}"] : Array.Empty<string>(),
        .. PublishedContainer.Properties.Select(property => $"-getProperty:{property}"), $"-getResultOutputFile:{answer}",
    ];

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Pushed {image} as {digest}, {form}.")]
        public static partial void Pushed(ILogger logger, string image, string digest, string form);

        [LoggerMessage(Level = LogLevel.Information, Message = "{project} is {form}, not native AOT: {obstacle}.")]
        public static partial void NotNativeAot(ILogger logger, string project, string form, string obstacle);
    }
}
