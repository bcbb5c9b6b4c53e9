using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Builder;
using EchoApp.Hosting.Engine.Logs;
using EchoApp.Hosting.Engine.Specs;

namespace EchoApp.Hosting.Engine.Containers;

/// <summary>Starts containers through the engine's command.</summary>
internal sealed class ContainerLauncher(
    ContainerCli cli, ContainerRuntime runtime, ContainerImages images, SessionNetwork network, AppHostProject project) : IResourceLauncher
{
    public bool Accepts(ResourceSpec spec) => spec is ContainerSpec;

    public async Task<IRunningInstance> StartAsync(ResourceSpec spec, InstanceLog log, CancellationToken cancellationToken)
    {
        var container = (ContainerSpec)spec;
        await runtime.EnsureAsync(cancellationToken);
        var shared = await network.GetAsync(cancellationToken);
        var creation = ContainerCreation.Of(container, ContainerLabels.Hash(project.Directory), shared);
        if (container.Lifetime == ContainerLifetime.Session || !await IsCurrentAsync(container.ContainerName, creation.Hash, cancellationToken))
        {
            await images.EnsureAsync(container.Image, container.PullPolicy, log, cancellationToken);
            await RemoveAsync(container.ContainerName);
            await OrThrowAsync(cli.RunAsync(creation.Args, container.Environment, onLine: null, cancellationToken), "made");
        }

        try
        {
            if (container.Lifetime == ContainerLifetime.Persistent)
            {
                await OrThrowAsync(cli.RunAsync(cancellationToken, "network", "connect", "--alias", container.ResourceName, shared, container.ContainerName), "connected");
            }

            await OrThrowAsync(cli.RunAsync(cancellationToken, "container", "start", container.ContainerName), "started");
        }
        catch
        {
            await LeaveAsync(container, shared);
            throw;
        }

        return new RunningContainer(cli, container.ContainerName, container.Lifetime == ContainerLifetime.Persistent, log, () => LeaveAsync(container, shared));
    }

    private Task<ContainerCliResult> LeaveAsync(ContainerSpec container, string shared) => container.Lifetime == ContainerLifetime.Session
        ? RemoveAsync(container.ContainerName)
        : cli.RunAsync(CancellationToken.None, "network", "disconnect", "--force", shared, container.ContainerName);

    private static async Task OrThrowAsync(Task<ContainerCliResult> command, string what)
    {
        if (await command is { Succeeded: false } failed)
        {
            throw new DistributedApplicationException($"the container cannot be {what}: {failed.Reason}");
        }
    }

    private Task<ContainerCliResult> RemoveAsync(string name) => cli.RunAsync(CancellationToken.None, "container", "rm", "--force", "--volumes", name);

    private async Task<bool> IsCurrentAsync(string name, string hash, CancellationToken cancellationToken)
    {
        var found = await cli.RunAsync(
            cancellationToken, "container", "inspect", "--format", "{{index .Config.Labels \"" + ContainerLabels.Configuration + "\"}}", name);
        return found.Succeeded && found.Output == hash;
    }
}
