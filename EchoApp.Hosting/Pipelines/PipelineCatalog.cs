using System.Text;
using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Pipelines;

/// <summary>All steps that this application has.</summary>
internal sealed class PipelineCatalog(IEnumerable<IPipelineStepSource> sources)
{
    public PipelineGraph Graph(DistributedApplicationModel model)
    {
        PipelineGraph? graph = null;
        var diagnostics = new PipelineStep(KnownSteps.Diagnostics, "Lists the steps in the order in which they would run.")
        {
            Action = context =>
            {
                context.Print(Describe(graph!));
                return Task.CompletedTask;
            },
        };
        graph = new PipelineGraph([.. sources.SelectMany(source => source.CreateSteps(model)), diagnostics]);
        return graph;
    }

    private static string Describe(PipelineGraph graph)
    {
        var text = new StringBuilder("The steps, each after those that it depends on:").AppendLine();
        var width = graph.Steps.Max(step => step.Name.Length);
        foreach (var step in graph.Steps)
        {
            text.Append("  ").Append(step.Name.PadRight(width)).Append("  ").AppendLine(step.Description);
            if (graph.DependenciesOf(step) is { Count: > 0 } dependencies)
            {
                text.Append(' ', width + 4).Append("after ").AppendLine(string.Join(", ", dependencies));
            }
        }

        return text.ToString().TrimEnd();
    }
}
