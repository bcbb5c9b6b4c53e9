using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine.Endpoints;
using EchoApp.Hosting.Engine.Health;
using EchoApp.Hosting.Engine.Specs;

namespace EchoApp.Hosting.Engine;

/// <summary>Makes the instances of each resource, and the supervisor of each instance.</summary>
internal sealed class SupervisorFactory(
    EndpointAllocator endpoints,
    SpecResolver resolver,
    IEnumerable<IResourceLauncher> launchers,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    HealthMonitor health,
    TimeProvider timeProvider)
{
    private readonly IResourceLauncher[] _launchers = [.. launchers];

    public ReplicaSet Create(IResource resource)
    {
        string[] ids = [.. Enumerable.Range(0, InstanceNames.Count(resource)).Select(_ => InstanceNames.NewId(resource))];
        loggers.SetInstances(resource.Name, ids);
        var proxies = new ResourceProxies(resource);
        var instances = ids.Select(id => new ResourceInstance(resource, id, endpoints.TargetPorts(resource), proxies));
        return new ReplicaSet([.. instances.Select(Supervisor)], proxies);
    }

    private InstanceSupervisor Supervisor(ResourceInstance instance) =>
        new(instance, resolver, _launchers, notifications, loggers, health, timeProvider);
}
