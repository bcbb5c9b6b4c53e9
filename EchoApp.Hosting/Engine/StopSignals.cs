using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EchoApp.Hosting.Engine;

/// <summary>The first Ctrl+C or SIGTERM stops the application, which the host sees to; whoever asks again does not want to wait.</summary>
internal sealed partial class StopSignals(RunEngine engine, ILogger<StopSignals> logger) : IHostedService, IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _count;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Count()));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Count()));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    /// <summary>One more signal has come.</summary>
    public void Count()
    {
        if (Interlocked.Increment(ref _count) == 1)
        {
            Log.Stopping(logger);
        }
        else
        {
            _ = engine.HurryAsync();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Distributed application stopping. Press Ctrl+C again to end it at once.")]
        public static partial void Stopping(ILogger logger);
    }
}
