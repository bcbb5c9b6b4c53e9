using System.Net;

namespace EchoApp.Web.Listeners;

/// <summary>Says where both listeners are once they answer, with the numbers that port 0 became.</summary>
internal sealed partial class ListenerAnnouncement(ListenerSockets sockets, ILogger<ListenerAnnouncement> logger) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        Log.EchoListening(logger, Urls(sockets.Echo));
        Log.PagesListening(logger, Urls(sockets.Pages));
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        Log.Stopping(logger);
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static string Urls(IEnumerable<IPEndPoint> endPoints) =>
        string.Join(", ", endPoints.Select(endPoint => $"http://{endPoint}"));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Echo listening on: {Urls}")]
        public static partial void EchoListening(ILogger logger, string urls);

        [LoggerMessage(2, LogLevel.Information, "Now listening on: {Urls}")]
        public static partial void PagesListening(ILogger logger, string urls);

        [LoggerMessage(3, LogLevel.Information, "Stopping: no new connections; running requests are being finished.")]
        public static partial void Stopping(ILogger logger);
    }
}
