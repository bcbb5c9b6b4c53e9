using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using EchoApp.Publishing.Compose;

namespace EchoApp.Publishing.Docker.Publishing;

/// <summary>The image of a service: what was declared, or for what is built a placeholder that <c>prepare</c> fills.</summary>
internal static class ComposeImages
{
    public static string Of(DockerComposeServiceResource service) => !service.Target.RequiresImageBuild() && service.Target.TryGetContainerImageName(out var image)
        ? image
        : service.Parent.Capture(new CapturedEnvironmentVariable
        {
            Name = ComposeVariable.ImageOf(service.Target.Name),
            Description = $"Container image name for {service.Target.Name}",
            DefaultValue = $"{service.Target.Name}:latest",
            Source = new ContainerImageReference(service.Target),
            Resource = service.Target,
        });
}
