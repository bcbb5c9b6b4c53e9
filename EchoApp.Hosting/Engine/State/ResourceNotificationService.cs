using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using EchoApp.Hosting.Engine.State;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Keeps the latest snapshot of every resource instance and tells whoever watches.</summary>
public class ResourceNotificationService : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ResourceEvent> _latest = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Channel<ResourceEvent>> _watchers = [];
    private readonly CancellationTokenSource _disposed = new();
    private readonly IServiceProvider _services;
    private readonly WaitBehavior _defaultWaitBehavior;

    internal ResourceNotificationService(IServiceProvider services, IOptions<ResourceNotificationServiceOptions> options)
    {
        _services = services;
        _defaultWaitBehavior = options.Value.DefaultWaitBehavior;
    }

    /// <summary>Snapshots from now on, after the latest of every instance. Ends when the application does.</summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposed.Token);
        var watcher = Channel.CreateUnbounded<ResourceEvent>(new UnboundedChannelOptions { SingleReader = true });
        lock (_gate)
        {
            foreach (var resourceEvent in _latest.Values)
            {
                watcher.Writer.TryWrite(resourceEvent);
            }

            _watchers.Add(watcher);
        }

        try
        {
            await foreach (var resourceEvent in watcher.Reader.ReadAllAsync(ended.Token))
            {
                yield return resourceEvent;
            }
        }
        finally
        {
            lock (_gate)
            {
                _watchers.Remove(watcher);
            }
        }
    }

    /// <summary>Waits until an instance of the resource is in the state; in Running, if none is given.</summary>
    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, [targetState ?? KnownResourceStates.Running], cancellationToken);

    /// <summary>Waits until an instance of the resource is in one of the states.</summary>
    /// <returns>The state that it is in.</returns>
    public async Task<string> WaitForResourceAsync(string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        var states = targetStates.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = await WaitForResourceAsync(resourceName, e => states.Contains(e.Snapshot.State?.Text ?? ""), cancellationToken);
        return found.Snapshot.State!.Text;
    }

    /// <summary>Waits until a snapshot of the resource, by its name or an instance's id, satisfies the predicate.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled, or the application ended first.</exception>
    public async Task<ResourceEvent> WaitForResourceAsync(
        string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        await foreach (var resourceEvent in WatchAsync(cancellationToken))
        {
            if (IsOf(resourceEvent, resourceName) && predicate(resourceEvent))
            {
                return resourceEvent;
            }
        }

        throw new OperationCanceledException($"The application ended before '{resourceName}' was in the awaited state.", cancellationToken);
    }

    /// <summary>Waits until the resource runs and every health check of it passes.</summary>
    /// <exception cref="DistributedApplicationException">It failed or ended, and that is not to be waited out.</exception>
    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitForResourceHealthyAsync(resourceName, _defaultWaitBehavior, cancellationToken);

    public async Task<ResourceEvent> WaitForResourceHealthyAsync(
        string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default)
    {
        var reached = await WaitForResourceAsync(
            resourceName, e => IsHealthy(e.Snapshot) || (waitBehavior == WaitBehavior.StopOnResourceUnavailable && Outcome.IsFinal(e.Snapshot)), cancellationToken);
        return IsHealthy(reached.Snapshot) ? reached : throw new DistributedApplicationException($"'{resourceName}' {Outcome.Describe(reached.Snapshot)}.");
    }

    /// <summary>Waits for everything that the resource is declared to wait for.</summary>
    /// <exception cref="DistributedApplicationException">Something awaited has failed; the message names it and why.</exception>
    public async Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waits = resource.Annotations.OfType<WaitAnnotation>()
            .Select(wait => DependencyWait.WaitAsync(this, resource, wait, _defaultWaitBehavior, enough.Token)).ToList();
        try
        {
            await foreach (var wait in Task.WhenEach(waits))
            {
                await wait;
            }
        }
        finally
        {
            await enough.CancelAsync();
            await Task.WhenAll(waits).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        lock (_gate)
        {
            return _latest.TryGetValue(resourceId, out resourceEvent);
        }
    }

    /// <summary>Publishes a new snapshot of each instance of the resource, and of the resource itself where it has none.</summary>
    public Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ArgumentNullException.ThrowIfNull(resource);
        string[] ids = [.. Latest().Where(latest => latest.Resource == resource).Select(latest => latest.ResourceId).DefaultIfEmpty(resource.Name)];
        return Task.WhenAll(ids.Select(id => PublishUpdateAsync(resource, id, stateFactory)));
    }

    /// <summary>Publishes a new snapshot of one instance, made from its latest.</summary>
    public Task PublishUpdateAsync(IResource resource, string resourceId, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(stateFactory);
        lock (_gate)
        {
            var snapshot = stateFactory(_latest.TryGetValue(resourceId, out var previous) ? previous.Snapshot : InitialSnapshot.Of(resource));
            var resourceEvent = new ResourceEvent(resource, resourceId, snapshot with { Commands = CommandStates.Of(resource, snapshot, _services) });
            _latest[resourceId] = resourceEvent;
            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryWrite(resourceEvent);
            }
        }

        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _disposed.Cancel();
        GC.SuppressFinalize(this);
    }

    internal IReadOnlyList<ResourceEvent> Latest()
    {
        lock (_gate)
        {
            return [.. _latest.Values];
        }
    }

    internal IReadOnlyList<ResourceEvent> Latest(string resourceName) =>
        [.. Latest().Where(resourceEvent => IsOf(resourceEvent, resourceName))];

    private static bool IsHealthy(CustomResourceSnapshot snapshot) => snapshot.HealthStatus == HealthStatus.Healthy;

    private static bool IsOf(ResourceEvent resourceEvent, string name) =>
        resourceEvent.Resource.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || resourceEvent.ResourceId.Equals(name, StringComparison.OrdinalIgnoreCase);
}
