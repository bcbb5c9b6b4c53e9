using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine.Logs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EchoApp.Hosting.Testing;

/// <summary>Hands every line of every resource to the loggers of the test, in the category <c>{AppHost}.Resources.{resource}</c>.</summary>
internal sealed partial class ResourceLogForwarder(ResourceLoggerService lines, ILoggerFactory loggers, IHostEnvironment environment) : IHostedService
{
    private readonly ConcurrentDictionary<string, ILogger> _loggers = new();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lines.Appended += Forward;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Forward(LogEntry entry)
    {
        var logger = _loggers.GetOrAdd(entry.InstanceId, id => loggers.CreateLogger($"{environment.ApplicationName}.Resources.{lines.ResourceOf(id)}"));
        Log.Line(logger, entry.IsError ? LogLevel.Error : LogLevel.Information, entry.Number, entry.Text);
    }

    private static partial class Log
    {
        [LoggerMessage(Message = "{number}: {text}")]
        public static partial void Line(ILogger logger, LogLevel level, int number, string text);
    }
}
