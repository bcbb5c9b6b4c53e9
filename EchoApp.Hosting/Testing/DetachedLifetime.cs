using Microsoft.Extensions.Hosting;

namespace EchoApp.Hosting.Testing;

/// <summary>An application that nobody but its test ends.</summary>
internal sealed class DetachedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
