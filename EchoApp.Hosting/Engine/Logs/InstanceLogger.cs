using Microsoft.Extensions.Logging;

namespace EchoApp.Hosting.Engine.Logs;

/// <summary>Lets the host itself write into the log of a resource; warnings and worse count as its standard error.</summary>
internal sealed class InstanceLogger(InstanceLog log) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var text = formatter(state, exception) + (exception is null ? "" : Environment.NewLine + exception);
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            log.Append(line, isError: logLevel >= LogLevel.Warning);
        }
    }
}
