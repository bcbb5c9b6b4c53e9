using Microsoft.Extensions.Hosting;

namespace EchoApp.Hosting.Testing;

/// <summary>The test's application, lent to the entry point: it can be stopped here, but only the test starts and disposes it.</summary>
internal sealed class EntryPointHost(TestedApplication application, Action wantsToRun) : IHost
{
    public bool IsNeverStarted => application.Start.IsCanceled;

    public IServiceProvider Services { get; } = application.Services;

    /// <summary>Returns when the test has started the application.</summary>
    /// <exception cref="OperationCanceledException">The test has ended without that.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        wantsToRun();
        await (await application.Start.WaitAsync(cancellationToken)).WaitAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken = default) => application.StopAsync(cancellationToken);

    public void Dispose() => application.StopAsync().GetAwaiter().GetResult();
}
