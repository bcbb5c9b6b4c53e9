using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;

namespace EchoApp.Publishing.Images;

/// <summary>An image that the SDK makes on its way to a registry.</summary>
/// <param name="Project">What it is built from.</param>
/// <param name="Registry">Where it goes.</param>
/// <param name="RuntimeIdentifier">The platform that it is for, as in <c>linux-x64</c>.</param>
/// <param name="Format">Docker's or OCI's; null for what the SDK chooses.</param>
internal sealed record SdkImage(ProjectResource Project, IContainerRegistry Registry, string RuntimeIdentifier, ContainerImageFormat? Format)
{
    public string ProjectFile => Project.GetProjectMetadata().ProjectPath;

    /// <exception cref="DistributedApplicationException">The name is none that a registry takes.</exception>
    public async Task<RemoteImage> NameAsync(CancellationToken cancellationToken)
    {
        var endpoint = await Registry.Endpoint.GetValueAsync(cancellationToken);
        var reference = await ((IValueProvider)new ContainerImageReference(Project)).GetValueAsync(cancellationToken);
        return RemoteImage.Parse(reference!, endpoint!).Checked(Project.Name);
    }
}
