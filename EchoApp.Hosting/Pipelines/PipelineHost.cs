using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Builder;
using Microsoft.Extensions.Hosting;

namespace EchoApp.Hosting.Pipelines;

/// <summary>Runs a pipeline as the work of the whole process.</summary>
internal sealed class PipelineHost(PipelineRunner runner, DistributedApplicationModel model, IHostEnvironment environment, AppHostProject project)
{
    /// <returns>The process's exit code.</returns>
    /// <exception cref="Aspire.Hosting.DistributedApplicationException">A step has failed.</exception>
    public async Task<int> RunAsync(PipelineRequest request, CancellationToken cancellationToken)
    {
        using var signals = new PipelineSignals(cancellationToken);
        var run = new PipelineRun(model, new PipelineOutput(request.OutputPath, project.Directory), environment.EnvironmentName, new PipelineSummary());
        try
        {
            await runner.RunAsync(request.Step, run, signals.Stopping);
        }
        catch (OperationCanceledException) when (signals.ExitCode != 0)
        {
            // The signal has been heeded.
        }

        return signals.ExitCode;
    }
}
