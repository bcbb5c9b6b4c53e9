using System.Runtime.InteropServices;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Builder;
using Microsoft.Extensions.Hosting;

namespace EchoApp.Hosting.Pipelines;

/// <summary>Runs a pipeline as the work of the whole process: Ctrl+C and SIGTERM cancel it.</summary>
internal sealed class PipelineHost(PipelineRunner runner, DistributedApplicationModel model, IHostEnvironment environment, AppHostProject project)
{
    // As shells tell them: 128 and the number of the signal.
    private const int Interrupted = 130;
    private const int Terminated = 143;

    /// <returns>The process's exit code.</returns>
    /// <exception cref="Aspire.Hosting.DistributedApplicationException">A step has failed.</exception>
    public async Task<int> RunAsync(PipelineRequest request, CancellationToken cancellationToken)
    {
        var exitCode = 0;
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, Interrupted));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, Terminated));
        try
        {
            var run = new PipelineRun(model, new PipelineOutput(request.OutputPath, project.Directory), environment.EnvironmentName, new PipelineSummary());
            await runner.RunAsync(request.Step, run, stopping.Token);
        }
        catch (OperationCanceledException) when (exitCode != 0)
        {
            // The signal has been heeded.
        }

        return exitCode;

        // Whoever asks again does not want to wait: then the signal does what it does by itself.
        void Stop(PosixSignalContext signal, int code)
        {
            if (Interlocked.CompareExchange(ref exitCode, code, 0) == 0)
            {
                signal.Cancel = true;
                stopping.Cancel();
            }
        }
    }
}
