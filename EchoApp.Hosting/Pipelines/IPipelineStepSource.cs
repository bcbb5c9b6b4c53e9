using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Pipelines;

/// <summary>Contributes steps; every implementation that is registered as a service is asked.</summary>
internal interface IPipelineStepSource
{
    IEnumerable<PipelineStep> CreateSteps(DistributedApplicationModel model);
}
