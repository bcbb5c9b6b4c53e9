using Microsoft.Extensions.Options;

namespace EchoApp.Web.Shutdown;

/// <summary>Ends the process soon after running requests have had their time: what waits for a store that says nothing cannot be told to end.</summary>
internal sealed class ExitDeadline(IHostApplicationLifetime lifetime, IOptions<HostOptions> options, TimeProvider time) : IHostedService, IDisposable
{
    // Connections that are broken off end at once, as does a store that answers.
    private static readonly TimeSpan _more = TimeSpan.FromSeconds(0.4);

    private ITimer? _timer;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(() =>
            _timer = time.CreateTimer(_ => Environment.Exit(0), state: null, options.Value.ShutdownTimeout + _more, Timeout.InfiniteTimeSpan));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Made before the store, it is disposed of after it.</summary>
    public void Dispose() => _timer?.Dispose();
}
