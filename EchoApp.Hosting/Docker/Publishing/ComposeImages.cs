using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using EchoApp.Hosting.Images;

namespace EchoApp.Hosting.Docker.Publishing;

/// <summary>The image of a service: what was declared, or for a project a placeholder that <c>prepare</c> fills.</summary>
internal static class ComposeImages
{
    public static string Of(DockerComposeServiceResource service) => service.Target.TryGetLastAnnotation<ContainerImageAnnotation>(out var image)
        ? image.Reference
        : service.Parent.Capture(new CapturedEnvironmentVariable
        {
            Name = ComposeImageValue.VariableOf(service.Target),
            Description = ComposeImageValue.DescriptionOf(service.Target),
            DefaultValue = $"{service.Target.Name}:latest",
            Source = new ProjectImage((ProjectResource)service.Target),
            Resource = service.Target,
        });
}
