using Microsoft.Extensions.Hosting;

namespace EchoApp.AppHost.Store;

/// <summary>The data directory of a test: removed at the end of the hosted services, when web has ended.</summary>
internal sealed class PassingDirectory : IHostedService, IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"echoapp-data-{Guid.NewGuid():N}");

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
