using Microsoft.Extensions.Options;

namespace EchoApp.Web.Shutdown;

/// <summary>Ends the process soon after running requests have had their time: what waits for a store, or a collector, that says nothing cannot be told to end.</summary>
internal sealed class ExitDeadline(IHostApplicationLifetime lifetime, IOptions<HostOptions> options) : IHostedService
{
    // Connections that are broken off end at once, as does a store that answers.
    private static readonly TimeSpan _more = TimeSpan.FromSeconds(0.4);

    // Of the process: what it waits for may be the end of everything that the host has made.
    private static Timer? _timer;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(() => _timer = new Timer(_ => Exit(), state: null, options.Value.ShutdownTimeout + _more, Timeout.InfiniteTimeSpan));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static void Exit()
    {
        // The log may be what it waits for.
        Console.Error.WriteLine("Ended without waiting any longer for what had not ended: Shutdown__Timeout is over.");
        Environment.Exit(0);
    }
}
