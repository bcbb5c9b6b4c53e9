using EchoApp.Publishing.Engine;
using Microsoft.Extensions.Hosting;

namespace EchoApp.AppHost.Store;

/// <summary>Says what to do when the container of the store cannot run, or takes so long that whoever waits for web begins to wonder.</summary>
internal sealed class StoreWatch(
    IResource store, StoreContainer container, ContainerCommand engine, StoreReport report, ResourceNotificationService notifications, IHostApplicationLifetime lifetime, TimeProvider time)
    : IDisposable
{
    private const string Embedded = "Without PostgreSQL: --Store=embedded";
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _releasePatience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _pullPatience = TimeSpan.FromSeconds(20);
    private static readonly string[] _cannotRun = [KnownResourceStates.FailedToStart, KnownResourceStates.RuntimeUnhealthy, KnownResourceStates.Exited];

    // One for all: TMPDIR may differ from shell to shell.
    private static readonly string _claims = OperatingSystem.IsWindows() ? Path.GetTempPath() : "/tmp";

    private CancellationTokenSource? _start;
    private FileStream? _claim;

    /// <summary>Asked before each start. (A hosted service would be too late: Aspire starts them once its containers are made, or have failed.)</summary>
    /// <exception cref="DistributedApplicationException">It must not start: two servers that write to one volume would ruin the data, without a word.</exception>
    public async Task BeforeStartAsync(CancellationToken cancellationToken)
    {
        _start?.Cancel();
        await report.ClearAsync();
        if (await FindLastingUserAsync(cancellationToken) is { } user)
        {
            var problem = $"the volume '{container.Volume}' is in use by {user}, and two servers that write to it would ruin it. "
                + $"Stop the run that it belongs to, or use another volume: --Store:Volume={container.Volume}-2";
            await report.TellAsync(problem);
            throw new DistributedApplicationException(problem);
        }

        // Pulling may take minutes, and looks like nothing at all.
        if (!await engine.HasImageAsync(container.Image, cancellationToken))
        {
            await report.TellAsync($"its image {container.Image} is not here yet and is pulled, which takes its time; web waits for it. {Embedded}");
        }

        _start = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);
        _ = WatchAsync(_start.Token);
    }

    public void Dispose()
    {
        _start?.Dispose();
        _claim?.Dispose();
    }

    // The container of a run that has just ended may still be stopping.
    private async Task<string?> FindLastingUserAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        string? user;
        while ((user = await FindOtherUserAsync(cancellationToken)) is not null && time.GetElapsedTime(started) < _releasePatience)
        {
            await report.TellAsync($"the volume '{container.Volume}' is in use by {user}. Waiting up to {_releasePatience.TotalSeconds} s, in case that is ending.");
            await Task.Delay(_interval, time, cancellationToken);
        }

        return user;
    }

    // When the store is started again, its container of before may still be stopping: Aspire gives both the name of the resource's instance.
    private async Task<string?> FindOtherUserAsync(CancellationToken cancellationToken)
    {
        if (!IsClaimed())
        {
            return "another AppHost";
        }

        var users = await engine.RunAsync(cancellationToken, "container", "ls", "--filter", $"volume={container.Volume}", "--format", "{{.Names}}");
        var others = users.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return others.Length > 0 && others.Except([await OwnNameAsync(cancellationToken)]).FirstOrDefault() is { } other ? $"the container '{other}'" : null;
    }

    // Of two that begin at the same time neither has a container yet. The system lets go of the file when its process ends, however that was.
    private bool IsClaimed()
    {
        try
        {
            _claim ??= new FileStream(Path.Combine(_claims, $"{container.Volume}.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A file of another user, which this one may not open, tells nothing.
            return exception is UnauthorizedAccessException;
        }
    }

    private async Task<string> OwnNameAsync(CancellationToken cancellationToken) =>
        (await notifications.WaitForResourceAsync(store.Name, static _ => true, cancellationToken)).ResourceId;

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(ExplainFailureAsync(cancellationToken), TellOfDelayAsync(cancellationToken));
        }
        catch (Exception exception) when (exception is OperationCanceledException or DistributedApplicationException)
        {
            // The application ends, the store is started anew, or there is no engine any more to be asked.
        }
    }

    private async Task ExplainFailureAsync(CancellationToken cancellationToken)
    {
        // PostgreSQL that is told to stop exits with 0.
        await notifications.WaitForResourceAsync(store.Name, seen => _cannotRun.Contains(seen.Snapshot.State?.Text) && seen.Snapshot.ExitCode is not 0, cancellationToken);
        await report.TellAsync(await engine.WhyNotPulledAsync(container.Image, _pullPatience, cancellationToken) is { } reason
            ? $"its image {container.Image} cannot be pulled: {reason}. Another image: --Store:Image=… {Embedded}"
            : $"its container does not run; the lines above in its console log say why. {Embedded}");
    }

    private async Task TellOfDelayAsync(CancellationToken cancellationToken)
    {
        var healthy = notifications.WaitForResourceHealthyAsync(store.Name, WaitBehavior.WaitOnResourceUnavailable, cancellationToken);
        var isLate = await Task.WhenAny(healthy, Task.Delay(_patience, time, cancellationToken)) != healthy;
        cancellationToken.ThrowIfCancellationRequested();
        if (isLate && !report.HasProblem)
        {
            await report.TellAsync($"it is not healthy after {_patience.TotalSeconds} s, and web waits for it. {Embedded}");
        }
    }
}
