using Microsoft.Extensions.Logging;

namespace EchoApp.Hosting.Engine.Console;

/// <summary>Shows what the host itself has to say: messages as they are, warnings and errors marked as such.</summary>
[ProviderAlias("Console")]
internal sealed class ConsoleLoggerProvider(ConsoleOutput console) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new ConsoleLogger(console);

    public void Dispose()
    {
    }

    private sealed class ConsoleLogger(ConsoleOutput console) : ILogger
    {
        private const string Red = "31";
        private const string Yellow = "33";

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var message = formatter(state, exception) + (exception is null ? "" : Environment.NewLine + exception);
            switch (logLevel)
            {
                case >= LogLevel.Error:
                    console.WriteErrorLine(console.Coloured("error: ", Red) + message);
                    break;
                case LogLevel.Warning:
                    console.WriteErrorLine(console.Coloured("warning: ", Yellow) + message);
                    break;
                default:
                    console.WriteLine(message);
                    break;
            }
        }
    }
}
