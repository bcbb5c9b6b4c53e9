using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine.Commands;
using EchoApp.Hosting.Engine.Endpoints;
using Microsoft.Extensions.Hosting;

namespace EchoApp.Hosting.Engine;

/// <summary>Runs the application: checks the model, gives out ports, starts every instance; at the end stops them in reverse.</summary>
internal sealed class RunEngine(
    DistributedApplicationModel model,
    ModelValidator validator,
    EndpointAllocator endpoints,
    SupervisorFactory factory,
    ValueResources values,
    ResourceUrls urls,
    ApplicationEnd end) : IHostedService, IDisposable
{
    private readonly Dictionary<IResource, ReplicaSet> _replicas = [];
    private readonly CancellationTokenSource _stopping = new();
    private Task _starting = Task.CompletedTask;
    private Task _values = Task.CompletedTask;

    private IEnumerable<InstanceSupervisor> Supervisors => _replicas.Values.SelectMany(replicas => replicas.Supervisors);

    /// <summary>Whether it is started and stopped; parameters, for example, are not.</summary>
    public static bool HasLife(IResource resource) => resource is ProjectResource or ExecutableResource or ContainerResource;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        _starting = StartAllAsync(stopped.Token);
        await _starting;
    }

    /// <summary>
    /// Stops who waits for others before those others, once a start that is under way has been given up. A failure becomes the state of its
    /// resource; none keeps the rest from being stopped.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _starting.ContinueWith(static _ => { }, TaskScheduler.Default);
        var stops = new Dictionary<IResource, Task>();
        await Task.WhenAll([.. _replicas.Keys.Select(resource => StopAsync(resource, stops)), _values]);
    }

    /// <summary>Ends what is being stopped by force.</summary>
    public Task HurryAsync() => Task.WhenAll(_replicas.Values.Select(replicas => replicas.HurryAsync()));

    /// <exception cref="DistributedApplicationException">There is no instance of this id.</exception>
    public InstanceSupervisor Supervisor(string instanceId) => Supervisors.FirstOrDefault(supervisor => supervisor.Instance.Id == instanceId)
        ?? throw new DistributedApplicationException($"There is no instance '{instanceId}'.");

    /// <summary>Stops every instance of the project, builds it, and starts them again.</summary>
    /// <exception cref="DistributedApplicationException">There is no instance of this id, or the build failed.</exception>
    public Task RebuildAsync(string instanceId, ProjectResource project, CancellationToken cancellationToken) =>
        _replicas[project].RebuildAsync(Supervisor(instanceId), project, cancellationToken);

    public void Dispose()
    {
        _stopping.Dispose();
        foreach (var replicas in _replicas.Values)
        {
            replicas.Dispose();
        }
    }

    private async Task StartAllAsync(CancellationToken cancellationToken)
    {
        await validator.ValidateAsync(model, cancellationToken);
        endpoints.AllocatePublicPorts(model);
        foreach (var resource in model.Resources.Where(HasLife))
        {
            var replicas = factory.Create(resource);
            _replicas.Add(resource, replicas);
            LifecycleCommands.AddTo(resource);
            foreach (var supervisor in replicas.Supervisors)
            {
                supervisor.Ended += () => end.Consider([.. Supervisors]);
            }
        }

        // Every instance has a snapshot before any of them starts: who waits for a resource waits for all of its instances.
        foreach (var (resource, replicas) in _replicas)
        {
            await urls.PublishAsync(resource, replicas.Supervisors.Select(supervisor => supervisor.Instance.Id), cancellationToken).WaitAsync(cancellationToken);
        }

        _values = values.RunAsync(model, _stopping.Token);
        foreach (var supervisor in Supervisors.Where(supervisor => !supervisor.Instance.Resource.HasAnnotationOfType<ExplicitStartupAnnotation>()))
        {
            await supervisor.StartAsync(cancellationToken);
        }
    }

    private Task StopAsync(IResource resource, Dictionary<IResource, Task> stops)
    {
        if (!stops.TryGetValue(resource, out var stop))
        {
            var dependants = _replicas.Keys.Where(other => WaitGraph.Dependencies(other).Contains(resource)).Select(other => StopAsync(other, stops)).ToArray();
            stops[resource] = stop = StopAfterAsync(resource, dependants);
        }

        return stop;
    }

    private async Task StopAfterAsync(IResource resource, Task[] dependants)
    {
        await Task.WhenAll(dependants).ContinueWith(static _ => { }, TaskScheduler.Default);
        await _replicas[resource].CloseAsync();
    }
}
