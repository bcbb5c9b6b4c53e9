using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Microsoft.Extensions.Hosting;

/// <summary>
/// Ends telemetry within a second, whatever the collector does. On their own the providers would be disposed one after the other, and each wait
/// up to five seconds for its last export; a provider that has been shut down before does not wait again.
/// </summary>
/// <remarks>
/// The host makes its hosted services, in order, when it starts, and the container disposes what it made in reverse. Being first, and made after
/// the providers, this is disposed just before them and after the services, so what these say at their end still goes out; and also when the
/// start failed.
/// </remarks>
internal sealed class TelemetryEnd(MeterProvider metrics, TracerProvider traces, LoggerProvider logs) : IHostedService, IDisposable
{
    private const int PatienceMilliseconds = 1000;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        // Each waits by blocking: on threads of their own they leave the pool to the exports that they wait for.
        Thread[] ends = [End(logs.Shutdown), End(traces.Shutdown), End(metrics.Shutdown)];
        foreach (var end in ends)
        {
            end.Join();
        }
    }

    private static Thread End(Func<int, bool> shutdown)
    {
        var thread = new Thread(() => shutdown(PatienceMilliseconds)) { IsBackground = true, Name = "end of telemetry" };
        thread.Start();
        return thread;
    }
}
