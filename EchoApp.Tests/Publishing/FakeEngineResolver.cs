using Aspire.Hosting.Publishing;

namespace EchoApp.Tests.Publishing;

internal sealed class FakeEngineResolver(FakeEngine engine) : IContainerRuntimeResolver
{
    public Task<IContainerRuntime> ResolveAsync(CancellationToken cancellationToken = default) => Task.FromResult<IContainerRuntime>(engine);
}
