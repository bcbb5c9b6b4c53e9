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
    private readonly Dictionary<IResource, InstanceSupervisor> _supervisors = [];
    private readonly List<EndpointProxy> _proxies = [];
    private readonly CancellationTokenSource _stopping = new();
    private Task _starting = Task.CompletedTask;
    private Task _values = Task.CompletedTask;

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
        await Task.WhenAll([.. _supervisors.Keys.Select(resource => StopAsync(resource, stops)), _values]);
        foreach (var proxy in _proxies)
        {
            await proxy.DisposeAsync();
        }

        _proxies.Clear();
    }

    /// <summary>Ends what is being stopped by force.</summary>
    public Task HurryAsync() => Task.WhenAll(_supervisors.Values.Select(supervisor => supervisor.HurryAsync()));

    /// <exception cref="DistributedApplicationException">There is no instance of this id.</exception>
    public InstanceSupervisor Supervisor(string instanceId) => _supervisors.Values.FirstOrDefault(supervisor => supervisor.Instance.Id == instanceId)
        ?? throw new DistributedApplicationException($"There is no instance '{instanceId}'.");

    public void Dispose()
    {
        _stopping.Dispose();
        foreach (var supervisor in _supervisors.Values)
        {
            supervisor.Dispose();
        }
    }

    private async Task StartAllAsync(CancellationToken cancellationToken)
    {
        await validator.ValidateAsync(model, cancellationToken);
        endpoints.AllocatePublicPorts(model);
        foreach (var resource in model.Resources.Where(HasLife))
        {
            var supervisor = factory.Create(resource);
            _supervisors.Add(resource, supervisor);
            LifecycleCommands.AddTo(resource);
            supervisor.Ended += () => end.Consider(_supervisors.Values);
        }

        foreach (var supervisor in _supervisors.Values)
        {
            await urls.PublishAsync(supervisor.Instance, cancellationToken).WaitAsync(cancellationToken);
            StartProxies(supervisor.Instance);
        }

        _values = values.RunAsync(model, _stopping.Token);
        foreach (var supervisor in _supervisors.Values.Where(supervisor => !supervisor.Instance.Resource.HasAnnotationOfType<ExplicitStartupAnnotation>()))
        {
            await supervisor.StartAsync(cancellationToken);
        }
    }

    private static bool HasLife(IResource resource) => resource is ProjectResource or ExecutableResource or ContainerResource;

    private Task StopAsync(IResource resource, Dictionary<IResource, Task> stops)
    {
        if (!stops.TryGetValue(resource, out var stop))
        {
            var dependants = _supervisors.Keys.Where(other => WaitGraph.Dependencies(other).Contains(resource)).Select(other => StopAsync(other, stops)).ToArray();
            stops[resource] = stop = StopAfterAsync(resource, dependants);
        }

        return stop;
    }

    private async Task StopAfterAsync(IResource resource, Task[] dependants)
    {
        await Task.WhenAll(dependants).ContinueWith(static _ => { }, TaskScheduler.Default);
        await _supervisors[resource].CloseAsync();
    }

    private void StartProxies(ResourceInstance instance)
    {
        // The engine of a container publishes its ports by itself.
        foreach (var endpoint in instance.Resource.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint.IsProxied && !instance.Resource.IsContainer()))
        {
            _proxies.Add(new EndpointProxy(endpoint.AllocatedEndpoint!.Port, [instance.TargetPorts[endpoint.Name]]));
        }
    }
}
