using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker.Resources;

namespace Aspire.Hosting.Docker;

/// <summary>A Docker Compose project that the application is published to.</summary>
public class DockerComposeEnvironmentResource(string name) : Resource(name), IComputeEnvironmentResource
{
    /// <summary>The network of all services; <c>aspire</c> if null.</summary>
    public string? DefaultNetworkName { get; set; }

    /// <summary>Whether the Aspire dashboard is one of the services, and projects send their telemetry to it.</summary>
    public bool DashboardEnabled { get; set; } = true;

    internal IResourceBuilder<DockerComposeAspireDashboardResource>? Dashboard { get; set; }

    internal Action<ComposeFile>? ComposeFileCallback { get; set; }

    internal Action<IDictionary<string, CapturedEnvironmentVariable>>? EnvFileCallback { get; set; }

    /// <summary>The placeholders of the compose file, by name: what is published notes here what it needs to be given.</summary>
    internal Dictionary<string, CapturedEnvironmentVariable> CapturedEnvironmentVariables { get; } = [];

    /// <summary>The dashboard, where there is one.</summary>
    internal DockerComposeAspireDashboardResource? ActiveDashboard => DashboardEnabled ? Dashboard?.Resource : null;

    public ReferenceExpression GetHostAddressExpression(EndpointReference endpointReference)
    {
        ArgumentNullException.ThrowIfNull(endpointReference);
        return ReferenceExpression.Create($"{endpointReference.Resource.Name.ToLowerInvariant()}");
    }

    /// <returns>The placeholder, <c>${NAME}</c>.</returns>
    internal string Capture(CapturedEnvironmentVariable variable)
    {
        CapturedEnvironmentVariables[variable.Name] = variable;
        return $"${{{variable.Name}}}";
    }
}
