using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Builder;
using EchoApp.Hosting.Engine.Logs;
using EchoApp.Hosting.Engine.Processes;
using EchoApp.Hosting.Engine.Specs;

namespace EchoApp.Hosting.Engine.Containers;

/// <summary>Starts containers through the engine's command.</summary>
internal sealed class ContainerLauncher(
    ContainerCli cli, ContainerRuntime runtime, ContainerImages images, SessionNetwork network, VolumeGuard volumes, AppHostProject project, Watchdog watchdog) : IResourceLauncher
{
    public bool Accepts(ResourceSpec spec) => spec is ContainerSpec;

    /// <remarks>
    /// Only the pull is given up when the start is: what the engine was asked to make, it makes, and somebody has to know of it to remove it.
    /// </remarks>
    public async Task<IRunningInstance> StartAsync(ResourceSpec spec, InstanceLog log, CancellationToken cancellationToken)
    {
        var container = (ContainerSpec)spec;
        await runtime.EnsureAsync(cancellationToken);
        var isPersistent = container.Lifetime == ContainerLifetime.Persistent;
        var shared = await network.GetAsync(cancellationToken);
        var appHost = ContainerLabels.Hash(project.Directory);
        var creation = ContainerCreation.Of(container, appHost, shared, HostName.Options(cli));
        var found = await FoundContainer.FindAsync(cli, container.ContainerName, cancellationToken);
        var isFound = isPersistent && found?.AppHost == appHost && found.Hash == creation.Hash && await IsOfThatImageAsync(found, container, log, cancellationToken);
        if (!isFound)
        {
            await images.EnsureAsync(container.Image, container.PullPolicy, log, cancellationToken);
            if (found is not null && found.IsOf(appHost))
            {
                await RemoveAsync(found.Name);
            }
        }

        var isThere = isFound;
        var id = found?.Id;
        try
        {
            if (!isFound)
            {
                var made = await OrThrowAsync(cli.RunAsync(creation.Args, creation.Environment, onLine: null, CancellationToken.None), "made");
                id = made.Output.Split('\n')[^1];
                isThere = true;
                Watch(container);
            }
            else
            {
                await found!.LeaveLostNetworksAsync(cli);
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (isPersistent)
            {
                await OrThrowAsync(cli.RunAsync(CancellationToken.None, "network", "connect", "--alias", container.ResourceName, shared, container.ContainerName), "connected");
            }

            await volumes.RefuseUsedAsync(container.ContainerName, container.Mounts, shared);
            await OrThrowAsync(cli.RunAsync(CancellationToken.None, "container", "start", container.ContainerName), "started");
            cancellationToken.ThrowIfCancellationRequested();
        }
        catch
        {
            await LeaveAsync(container, shared, isThere);
            throw;
        }

        return new RunningContainer(
            cli, container.ContainerName, id, isPersistent, isFound ? found!.OutputSoFar : [], log, () => LeaveAsync(container, shared, isThere: true));
    }

    // A tag that is always pulled may have come to mean another image.
    private async Task<bool> IsOfThatImageAsync(FoundContainer found, ContainerSpec container, InstanceLog log, CancellationToken cancellationToken)
    {
        if (container.PullPolicy != ImagePullPolicy.Always)
        {
            return true;
        }

        await images.EnsureAsync(container.Image, container.PullPolicy, log, cancellationToken);
        return await images.IsAsync(container.Image, found.ImageId);
    }

    private void Watch(ContainerSpec container)
    {
        if (container.Lifetime == ContainerLifetime.Session)
        {
            watchdog.WatchContainer(cli.Name, container.ContainerName);
        }
    }

    private async Task LeaveAsync(ContainerSpec container, string shared, bool isThere)
    {
        if (isThere && container.Lifetime == ContainerLifetime.Persistent)
        {
            await cli.RunAsync(CancellationToken.None, "network", "disconnect", "--force", shared, container.ContainerName);
        }
        else if (isThere && (await RemoveAsync(container.ContainerName)).Succeeded)
        {
            watchdog.ForgetContainer(cli.Name, container.ContainerName);
        }
    }

    private static async Task<ContainerCliResult> OrThrowAsync(Task<ContainerCliResult> command, string what) =>
        await command is var result && result.Succeeded ? result : throw new DistributedApplicationException($"the container cannot be {what}: {result.Reason}");

    private Task<ContainerCliResult> RemoveAsync(string name) => cli.RunAsync(CancellationToken.None, "container", "rm", "--force", "--volumes", name);
}
