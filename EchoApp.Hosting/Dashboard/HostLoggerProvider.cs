using Microsoft.Extensions.Logging;

namespace EchoApp.Hosting.Dashboard;

/// <summary>Lets what the dashboard's own application logs be said by the AppHost, whose loggers outlive it.</summary>
internal sealed class HostLoggerProvider(ILoggerFactory host) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => host.CreateLogger(categoryName);

    public void Dispose()
    {
    }
}
