using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.Logging;

namespace EchoApp.Publishing.Images;

/// <summary>Which images the SDK can push by itself, and what they are called.</summary>
internal sealed class SdkImages(DistributedApplicationModel model, DistributedApplicationExecutionContext execution, IServiceProvider services, ILogger<SdkImages> logger)
{
    /// <summary>
    /// The projects whose images go to a registry, as one image of one platform and without files of other images: only the engine can add these.
    /// </summary>
    public async Task<IReadOnlyList<SdkImage>> AllAsync(CancellationToken cancellationToken)
    {
        var images = new List<SdkImage>();
        foreach (var project in model.GetBuildAndPushResources().OfType<ProjectResource>())
        {
            if (await FindAsync(project, cancellationToken) is { } image)
            {
                images.Add(image);
            }
        }

        return images;
    }

    /// <returns>Null where the image is for Aspire to build and to push.</returns>
    public async Task<SdkImage?> FindAsync(IResource resource, CancellationToken cancellationToken)
    {
        if (resource is not ProjectResource project || RegistryOf(project) is not { } registry || project.HasAnnotationOfType<ContainerFilesDestinationAnnotation>())
        {
            return null;
        }

        var options = await OptionsAsync(project, cancellationToken);
        return options.Destination != ContainerImageDestination.Archive && RuntimeIdentifierOf(options.TargetPlatform) is { } runtimeIdentifier
            ? new SdkImage(project, registry, runtimeIdentifier, options.ImageFormat)
            : null;
    }

    /// <returns>The platform that an image of the project is for; null for several at once.</returns>
    public async Task<string?> FindRuntimeIdentifierAsync(ProjectResource project, CancellationToken cancellationToken) =>
        RuntimeIdentifierOf((await OptionsAsync(project, cancellationToken)).TargetPlatform);

    // In Aspire's order. An endpoint without text stands for the engine of this machine.
    private IContainerRegistry? RegistryOf(ProjectResource project)
    {
        var registry = project.TryGetLastAnnotation<ContainerRegistryReferenceAnnotation>(out var reference) ? reference.Registry
            : project.GetDeploymentTargetAnnotation()?.ContainerRegistry ?? (model.Resources.OfType<IContainerRegistry>().ToArray() is [var only] ? only : null);
        return registry?.Endpoint.Format.Length > 0 ? registry : null;
    }

    // https://learn.microsoft.com/dotnet/core/rid-catalog; null for several platforms at once.
    private static string? RuntimeIdentifierOf(ContainerTargetPlatform? platform) => platform switch
    {
        null or ContainerTargetPlatform.LinuxAmd64 => "linux-x64",
        ContainerTargetPlatform.LinuxArm64 => "linux-arm64",
        ContainerTargetPlatform.LinuxArm => "linux-arm",
        ContainerTargetPlatform.Linux386 => "linux-x86",
        _ => null,
    };

    private async Task<ContainerBuildOptionsCallbackContext> OptionsAsync(ProjectResource project, CancellationToken cancellationToken)
    {
        var context = new ContainerBuildOptionsCallbackContext(project, services, logger, cancellationToken, execution);
        foreach (var annotation in project.Annotations.OfType<ContainerBuildOptionsCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        return context;
    }
}
