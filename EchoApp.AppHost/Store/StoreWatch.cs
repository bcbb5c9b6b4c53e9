using EchoApp.Publishing.Engine;
using Microsoft.Extensions.Hosting;

namespace EchoApp.AppHost.Store;

/// <summary>Says what to do when the container of the store cannot run, or takes so long that whoever waits for web begins to wonder.</summary>
internal sealed class StoreWatch(
    IResource store, StoreContainer container, ContainerCommand engine, StoreReport report, ResourceNotificationService notifications, IHostApplicationLifetime lifetime, TimeProvider time)
{
    private const string Embedded = "Without PostgreSQL: --Store=embedded";
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _pullPatience = TimeSpan.FromSeconds(20);
    private static readonly string[] _cannotRun = [KnownResourceStates.FailedToStart, KnownResourceStates.RuntimeUnhealthy];

    private bool _isRefused;
    private Task? _watching;

    /// <summary>Asked before each start. (A hosted service would be too late: Aspire starts them once its containers are made, or have failed.)</summary>
    /// <exception cref="DistributedApplicationException">It must not start: two servers that write to one volume would ruin the data, without a word.</exception>
    public async Task BeforeStartAsync(CancellationToken cancellationToken)
    {
        _watching ??= WatchAsync(lifetime.ApplicationStopping);
        if (await FindOtherUserAsync(cancellationToken) is { } user)
        {
            _isRefused = true;
            var problem = $"the volume '{container.Volume}' is in use by the container '{user}', and two servers that write to it would ruin it. "
                + $"Stop the run that it belongs to, or use another volume: --Store:Volume={container.Volume}-2";
            await report.TellAsync(problem);
            throw new DistributedApplicationException(problem);
        }

        // Pulling may take minutes, and looks like nothing at all.
        if (!(await engine.RunAsync(cancellationToken, "image", "inspect", "--format", "{{.Id}}", container.Image)).Succeeded)
        {
            await report.TellAsync($"its image {container.Image} is not here yet and is pulled, which takes its time; web waits for it. {Embedded}");
        }
    }

    // When the store is started again, its container of before may still be stopping: Aspire gives both the name of the resource's instance.
    private async Task<string?> FindOtherUserAsync(CancellationToken cancellationToken)
    {
        var users = await engine.RunAsync(cancellationToken, "container", "ls", "--filter", $"volume={container.Volume}", "--format", "{{.Names}}");
        var others = users.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return others.Length == 0 ? null : others.Except([await OwnNameAsync(cancellationToken)]).FirstOrDefault();
    }

    private async Task<string> OwnNameAsync(CancellationToken cancellationToken) =>
        (await notifications.WaitForResourceAsync(store.Name, static _ => true, cancellationToken)).ResourceId;

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(ExplainFailureAsync(cancellationToken), TellOfDelayAsync(cancellationToken));
        }
        catch (OperationCanceledException)
        {
            // The application ends.
        }
    }

    private async Task ExplainFailureAsync(CancellationToken cancellationToken)
    {
        await notifications.WaitForResourceAsync(store.Name, _cannotRun, cancellationToken);
        if (!_isRefused)
        {
            await report.TellAsync(await WhyNotPulledAsync(cancellationToken) is { } reason
                ? $"its image {container.Image} cannot be pulled: {reason}. Another image: --Store:Image=… {Embedded}"
                : $"its container cannot run; the lines above in its console log say why. {Embedded}");
        }
    }

    // In the registry's or the engine's words; null where it can be pulled, or where that takes long.
    private async Task<string?> WhyNotPulledAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_pullPatience);
        try
        {
            var pull = await engine.RunAsync(deadline.Token, "pull", "--quiet", container.Image);
            return pull.Succeeded ? null : pull.Reason.Split('\n')[^1];
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task TellOfDelayAsync(CancellationToken cancellationToken)
    {
        var healthy = notifications.WaitForResourceHealthyAsync(store.Name, WaitBehavior.WaitOnResourceUnavailable, cancellationToken);
        if (await Task.WhenAny(healthy, Task.Delay(_patience, time, cancellationToken)) != healthy && !report.HasProblem)
        {
            await report.TellAsync($"it is not healthy after {_patience.TotalSeconds} s, and web waits for it. {Embedded}");
        }
    }
}
