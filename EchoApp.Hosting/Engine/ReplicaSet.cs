using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine.Endpoints;

namespace EchoApp.Hosting.Engine;

/// <summary>All instances of one resource, one or several, behind the same proxies.</summary>
internal sealed class ReplicaSet(IReadOnlyList<InstanceSupervisor> supervisors, ResourceProxies proxies) : IDisposable
{
    private readonly Lock _gate = new();
    private Task _rebuild = Task.CompletedTask;

    public IReadOnlyList<InstanceSupervisor> Supervisors => supervisors;

    /// <summary>Stops the replicas, builds the project once, and starts them again. Told again meanwhile, it is the same build.</summary>
    /// <exception cref="DistributedApplicationException">The build failed; the project stays stopped.</exception>
    public Task RebuildAsync(InstanceSupervisor builder, ProjectResource project, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_rebuild.IsCompleted)
            {
                _rebuild = RebuildOnceAsync(builder, project, cancellationToken);
            }

            return _rebuild.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Takes no more connections, stops the instances for good, and returns when the answers to running requests have been delivered.</summary>
    public async Task CloseAsync()
    {
        proxies.Close();
        await Task.WhenAll(supervisors.Select(supervisor => supervisor.CloseAsync())).ContinueWith(static _ => { }, TaskScheduler.Default);
        await proxies.DrainAsync();
    }

    /// <summary>Ends what is being stopped by force, and cuts its connections.</summary>
    public async Task HurryAsync()
    {
        await Task.WhenAll(supervisors.Select(supervisor => supervisor.HurryAsync()));
        await proxies.DisposeAsync();
    }

    public void Dispose()
    {
        proxies.Close();
        foreach (var supervisor in supervisors)
        {
            supervisor.Dispose();
        }
    }

    // The replicas run what is being built, so none of them may go on meanwhile.
    private async Task RebuildOnceAsync(InstanceSupervisor builder, ProjectResource project, CancellationToken cancellationToken)
    {
        var others = supervisors.Where(supervisor => supervisor != builder).ToArray();
        await Task.WhenAll(others.Select(other => other.StopAsync(cancellationToken)));
        await builder.RebuildAsync(project, cancellationToken);
        await Task.WhenAll(others.Select(other => other.StartAsync(cancellationToken)));
    }
}
