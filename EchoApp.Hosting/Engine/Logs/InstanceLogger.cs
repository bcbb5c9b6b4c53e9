using Microsoft.Extensions.Logging;

namespace EchoApp.Hosting.Engine.Logs;

/// <summary>Lets the host itself write into the logs of a resource; warnings and worse count as its standard error.</summary>
/// <param name="logs">The logs of all of its instances, as many as there are by then.</param>
internal sealed class InstanceLogger(Func<IReadOnlyList<InstanceLog>> logs) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var text = formatter(state, exception) + (exception is null ? "" : Environment.NewLine + exception);
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        foreach (var log in logs())
        {
            Array.ForEach(lines, line => log.Append(line, isError: logLevel >= LogLevel.Warning));
        }
    }
}
