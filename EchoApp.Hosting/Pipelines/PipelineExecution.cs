using System.Collections.Concurrent;
using EchoApp.Hosting.Pipelines.Progress;

namespace EchoApp.Hosting.Pipelines;

/// <summary>Steps under way, those that do not depend on each other at the same time. The first failure cancels the others.</summary>
internal sealed class PipelineExecution(PipelineGraph graph, PipelineRun run, IPipelineProgress progress, CancellationToken cancellationToken) : IDisposable
{
    private readonly CancellationTokenSource _stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private readonly ConcurrentQueue<Exception> _failures = new();

    public IReadOnlyList<Exception> Failures => [.. _failures];

    /// <param name="steps">In an order in which each comes after those that it depends on.</param>
    public async Task RunAsync(IReadOnlyList<PipelineStep> steps)
    {
        var tasks = new Dictionary<string, Task<bool>>();
        foreach (var step in steps)
        {
            var before = graph.DependenciesOf(step).Concat(step.After).Where(tasks.ContainsKey).Select(name => tasks[name]).ToArray();
            tasks[step.Name] = Task.Run(() => RunAfterAsync(before, step), CancellationToken.None);
        }

        await Task.WhenAll(tasks.Values);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task<bool> RunAfterAsync(Task<bool>[] before, PipelineStep step)
    {
        var isReady = (await Task.WhenAll(before)).All(succeeded => succeeded) && !_stopping.IsCancellationRequested;
        return isReady && (step.Action is null || await RunAsync(step, step.Action));
    }

    private async Task<bool> RunAsync(PipelineStep step, Func<PipelineStepContext, Task> action)
    {
        progress.Started(step);
        try
        {
            await action(new PipelineStepContext(step, run, progress, _stopping.Token));
            progress.Completed(step);
            return true;
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            progress.Cancelled(step);
        }
        catch (Exception exception)
        {
            _failures.Enqueue(StepFailure.Of(step, exception));
            progress.Failed(step);
            await _stopping.CancelAsync();
        }

        return false;
    }
}
