using System.Runtime.InteropServices;

namespace EchoApp.Hosting.Pipelines;

/// <summary>Ctrl+C and SIGTERM cancel a pipeline, which ends in order. Whoever asks again does not want to wait: then the signal does what it does by itself.</summary>
internal sealed class PipelineSignals : IDisposable
{
    // As shells tell them: 128 and the number of the signal.
    private const int Interrupted = 130;
    private const int Terminated = 143;

    private readonly CancellationTokenSource _stopping;
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private int _exitCode;

    public PipelineSignals(CancellationToken cancellationToken)
    {
        _stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = Heed(Interrupted));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = Heed(Terminated));
    }

    public CancellationToken Stopping => _stopping.Token;

    /// <summary>What the process is to exit with: 0 unless a signal has come.</summary>
    public int ExitCode => _exitCode;

    /// <returns>Whether this is the first one.</returns>
    public bool Heed(int exitCode)
    {
        var isFirst = Interlocked.CompareExchange(ref _exitCode, exitCode, 0) == 0;
        if (isFirst)
        {
            _stopping.Cancel();
        }

        return isFirst;
    }

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _stopping.Dispose();
    }
}
