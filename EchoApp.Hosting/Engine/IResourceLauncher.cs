using Aspire.Hosting;
using EchoApp.Hosting.Engine.Logs;
using EchoApp.Hosting.Engine.Specs;

namespace EchoApp.Hosting.Engine;

/// <summary>Starts instances of one kind of resource.</summary>
internal interface IResourceLauncher
{
    bool Accepts(ResourceSpec spec);

    /// <summary>Starts the instance; its output goes to <paramref name="log"/>.</summary>
    /// <exception cref="DistributedApplicationException">It cannot be started; the message says why and what to do.</exception>
    Task<IRunningInstance> StartAsync(ResourceSpec spec, InstanceLog log, CancellationToken cancellationToken);
}
