using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine.Logs;

namespace EchoApp.Hosting.Engine.Containers;

/// <summary>Sees to it that an image is there before a container is made from it.</summary>
internal sealed class ContainerImages(ContainerCli cli)
{
    /// <summary>Whether a container made from the image now would be made from the one of this id.</summary>
    public async Task<bool> IsAsync(string image, string id) =>
        (await cli.RunAsync(CancellationToken.None, "image", "inspect", "--format", "{{.Id}}", image)).Output == id;

    /// <summary>Pulls the image as the policy says; the progress goes to the log.</summary>
    /// <exception cref="DistributedApplicationException">It cannot be pulled; the message has the registry's answer.</exception>
    public async Task EnsureAsync(string image, ImagePullPolicy policy, InstanceLog log, CancellationToken cancellationToken)
    {
        var isThere = policy != ImagePullPolicy.Always && (await cli.RunAsync(cancellationToken, "image", "inspect", image)).Succeeded;
        if (isThere)
        {
            return;
        }

        if (policy == ImagePullPolicy.Never)
        {
            throw new DistributedApplicationException(
                $"the image {image} is not there, and its pull policy is Never. Pull it ({cli.Name} pull {image}), or change the policy.");
        }

        log.Append($"Pulling {image} …", isError: false);
        var pull = await cli.RunAsync(["pull", image], environment: null, log.Append, cancellationToken);
        if (!pull.Succeeded)
        {
            throw new DistributedApplicationException($"the image {image} cannot be pulled: {pull.Reason}");
        }
    }
}
