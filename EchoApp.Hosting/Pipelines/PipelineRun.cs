using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Pipelines;

/// <summary>What all steps of one run share.</summary>
/// <param name="Model">The application.</param>
/// <param name="Output">Where files go.</param>
/// <param name="EnvironmentName">Such as Production.</param>
/// <param name="Summary">What is told at the end.</param>
internal sealed record PipelineRun(DistributedApplicationModel Model, PipelineOutput Output, string EnvironmentName, PipelineSummary Summary);
