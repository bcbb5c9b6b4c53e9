using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Pipelines;

namespace EchoApp.Tests.Hosting.Pipelines;

/// <summary>Steps of a test.</summary>
internal sealed class FixedSteps(params PipelineStep[] steps) : IPipelineStepSource
{
    public IEnumerable<PipelineStep> CreateSteps(DistributedApplicationModel model) => steps;

    public static PipelineStep Step(string name, Func<PipelineStepContext, Task> action, params string[] dependsOn) =>
        new(name, $"The step {name}.") { Action = action, DependsOn = dependsOn };

    public static PipelineStep Step(string name, params string[] dependsOn) => Step(name, _ => Task.CompletedTask, dependsOn);
}
