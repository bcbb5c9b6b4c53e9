using Aspire.Hosting;
using EchoApp.Hosting.Pipelines.Progress;

namespace EchoApp.Hosting.Pipelines;

/// <summary>Runs a step after all that it depends on.</summary>
internal sealed class PipelineRunner(PipelineCatalog catalog, IPipelineProgress progress)
{
    /// <exception cref="DistributedApplicationException">A step has failed; the message names it, its cause and the way out.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled; nothing of it runs any more.</exception>
    public async Task RunAsync(string target, PipelineRun run, CancellationToken cancellationToken)
    {
        var graph = catalog.Graph(run.Model);
        var steps = graph.For(target);
        using var execution = new PipelineExecution(graph, run, progress, cancellationToken);
        await using (await progress.BeginAsync([.. steps.Where(step => step.Action is not null)]))
        {
            await execution.RunAsync(steps);
        }

        if (execution.Failures is [var first, ..] failures)
        {
            throw new DistributedApplicationException(string.Join(Environment.NewLine, failures.Select(failure => failure.Message)), first);
        }

        cancellationToken.ThrowIfCancellationRequested();
        progress.Finished(run.Summary);
    }
}
