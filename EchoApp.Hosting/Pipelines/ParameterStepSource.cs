using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Parameters;

namespace EchoApp.Hosting.Pipelines;

/// <summary>Makes sure that every parameter has a value before anything takes time.</summary>
internal sealed class ParameterStepSource(ParameterValues values) : IPipelineStepSource
{
    public IEnumerable<PipelineStep> CreateSteps(DistributedApplicationModel model) =>
    [
        new(KnownSteps.ProcessParameters, "Finds the values of the parameters; asks for those that are missing where there is a terminal.")
        {
            Action = async context =>
            {
                foreach (var parameter in context.Model.Resources.OfType<ParameterResource>())
                {
                    await values.GetAsync(parameter, context.CancellationToken);
                }
            },
        },
    ];
}
