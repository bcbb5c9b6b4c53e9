using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine.Endpoints;
using EchoApp.Hosting.Engine.Health;
using EchoApp.Hosting.Engine.Specs;

namespace EchoApp.Hosting.Engine;

/// <summary>Makes the supervisor of each instance.</summary>
internal sealed class SupervisorFactory(
    EndpointAllocator endpoints,
    SpecResolver resolver,
    IEnumerable<IResourceLauncher> launchers,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    HealthMonitor health,
    TimeProvider timeProvider)
{
    private const string SuffixCharacters = "abcdefghjkmnpqrstuvwxyz";
    private const int SuffixLength = 8;

    private readonly IResourceLauncher[] _launchers = [.. launchers];

    public InstanceSupervisor Create(IResource resource)
    {
        var id = $"{resource.Name}-{RandomNumberGenerator.GetString(SuffixCharacters, SuffixLength)}";
        loggers.SetInstance(resource.Name, id);
        var instance = new ResourceInstance(resource, id, endpoints.TargetPorts(resource));
        return new InstanceSupervisor(instance, resolver, _launchers, notifications, loggers, health, timeProvider);
    }
}
