using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker.Resources;
using Aspire.Hosting.Pipelines;
using EchoApp.Publishing.Docker;

namespace Aspire.Hosting.Docker;

/// <summary>A Docker Compose project that the application is published to.</summary>
public class DockerComposeEnvironmentResource : Resource, IComputeEnvironmentResource
{
    public DockerComposeEnvironmentResource(string name) : base(name)
    {
        Annotations.Add(new PipelineStepAnnotation(_ => ComposeSteps.Of(this)));
        Annotations.Add(new PipelineConfigurationAnnotation(context => ComposeSteps.Order(this, context)));
    }

    public string? DefaultNetworkName { get; set; }

    public bool DashboardEnabled { get; set; } = true;

    internal IResourceBuilder<DockerComposeAspireDashboardResource>? Dashboard { get; set; }

    internal Action<ComposeFile>? ComposeFileCallback { get; set; }

    internal Action<IDictionary<string, CapturedEnvironmentVariable>>? EnvFileCallback { get; set; }

    internal Dictionary<string, CapturedEnvironmentVariable> CapturedEnvironmentVariables { get; } = [];

    /// <summary>By resource, the service that it becomes.</summary>
    internal Dictionary<IResource, DockerComposeServiceResource> Services { get; } = [];

    internal DockerComposeAspireDashboardResource? ActiveDashboard => DashboardEnabled ? Dashboard?.Resource : null;

    public ReferenceExpression GetHostAddressExpression(EndpointReference endpointReference) =>
        ReferenceExpression.Create($"{endpointReference.Resource.Name.ToLowerInvariant()}");

    internal string Capture(CapturedEnvironmentVariable variable)
    {
        CapturedEnvironmentVariables[variable.Name] = variable;
        return $"${{{variable.Name}}}";
    }
}
