using Aspire.Hosting;
using EchoApp.Hosting.Builder;
using EchoApp.Hosting.Dashboard;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EchoApp.Hosting.Remote;

/// <summary>Tells, while the dashboard listens, how other terminals reach it.</summary>
internal sealed partial class RunningAppHostFile(
    DashboardEndpoints dashboard, RunningAppHosts appHosts, AppHostProject project, TimeProvider timeProvider, ILogger<RunningAppHostFile> logger) : IHostedService
{
    private string? _path;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (dashboard.Frontend is not { } url)
        {
            return Task.CompletedTask;
        }

        try
        {
            _path = appHosts.Add(new RunningAppHost(Environment.ProcessId, timeProvider.GetUtcNow().UtcDateTime, project.FilePath, url, dashboard.BrowserToken));
        }
        catch (Exception exception) when (exception is DistributedApplicationException or IOException or UnauthorizedAccessException)
        {
            Log.NotWritten(logger, exception.Message);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_path is not null)
            {
                File.Delete(_path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Whoever finds it sees that the process is gone.
        }

        return Task.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "ps, logs, stop, start and restart cannot find this AppHost: {reason}")]
        public static partial void NotWritten(ILogger logger, string reason);
    }
}
