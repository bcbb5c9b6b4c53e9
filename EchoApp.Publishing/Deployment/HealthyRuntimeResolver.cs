using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;

namespace EchoApp.Publishing.Deployment;

/// <summary>Finds the runtime that Aspire finds, and has it wait until what it brings up is healthy.</summary>
internal sealed class HealthyRuntimeResolver(IContainerRuntimeResolver aspire, DistributedApplicationModel model, TimeProvider time) : IContainerRuntimeResolver
{
    public async Task<IContainerRuntime> ResolveAsync(CancellationToken cancellationToken = default) => new HealthyRuntime(await aspire.ResolveAsync(cancellationToken), model, time);
}
