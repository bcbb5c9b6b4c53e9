using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Pipelines.Progress;

namespace EchoApp.Hosting.Pipelines;

/// <summary>What a step works with.</summary>
internal sealed class PipelineStepContext(PipelineStep step, PipelineRun run, IPipelineProgress progress, CancellationToken cancellationToken)
{
    /// <summary>The step's name.</summary>
    public string Name => step.Name;

    public DistributedApplicationModel Model => run.Model;

    public PipelineOutput Output => run.Output;

    /// <summary>Such as Production.</summary>
    public string EnvironmentName => run.EnvironmentName;

    /// <summary>What is told at the end of the run.</summary>
    public PipelineSummary Summary => run.Summary;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>Tells what the step is doing, or at its end what it did; the last one stays beside its name.</summary>
    public void Report(string status) => progress.Reported(step, status);

    /// <summary>Tells something that the reader should look at, though it does not stop the pipeline.</summary>
    public void Warn(string message) => progress.Warned(step, message);

    /// <summary>Writes a text of its own, such as a list that was asked for.</summary>
    public void Print(string text) => progress.Printed(text);
}
