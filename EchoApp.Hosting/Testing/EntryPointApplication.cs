using Aspire.Hosting;
using Microsoft.Extensions.Hosting;

namespace EchoApp.Hosting.Testing;

/// <summary>The application as the entry point sees it: the test starts it, so whoever wants to run it here waits for that.</summary>
internal sealed class EntryPointApplication(EntryPointHost host) : DistributedApplication(host)
{
    public override async Task RunAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await StartAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (host.IsNeverStarted)
        {
            // A test that ends without having started it is a stop like any other.
            return;
        }

        await host.WaitForShutdownAsync(cancellationToken);
    }

    public override Task StartAsync(CancellationToken cancellationToken = default) => host.StartAsync(cancellationToken);
}
