using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Docker.Resources.ServiceNodes;

namespace EchoApp.Publishing.Docker.Publishing;

/// <summary>What a service is made of, every value resolved to text.</summary>
/// <param name="Service">The service.</param>
/// <param name="Image">An image reference, or the placeholder of one that is built.</param>
/// <param name="Environment">Its variables, in the order of declaration.</param>
/// <param name="Args">Its arguments.</param>
/// <param name="Mounts">Its volumes and bind mounts, sources of the latter as placeholders.</param>
internal sealed record ComposeServiceSpec(
    DockerComposeServiceResource Service,
    string Image,
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyList<string> Args,
    IReadOnlyList<Volume> Mounts)
{
    public IResource Resource => Service.Target;
}
