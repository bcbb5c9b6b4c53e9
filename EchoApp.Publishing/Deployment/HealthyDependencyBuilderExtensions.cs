using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Docker.Resources;

namespace EchoApp.Publishing.Deployment;

public static class HealthyDependencyBuilderExtensions
{
    private const string Started = "service_started";
    private const string Healthy = "service_healthy";

    /// <summary>Who waits for a resource until it is healthy does so as a service too, where the other service has a health check (Aspire has it wait for the start alone).</summary>
    public static IResourceBuilder<DockerComposeEnvironmentResource> WaitForHealthyServices(this IResourceBuilder<DockerComposeEnvironmentResource> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.ConfigureComposeFile(file =>
        {
            foreach (var resource in builder.ApplicationBuilder.Resources)
            {
                foreach (var wait in resource.Annotations.OfType<WaitAnnotation>().Where(wait => wait.WaitType == WaitType.WaitUntilHealthy))
                {
                    Tighten(file, resource.Name.ToLowerInvariant(), wait.Resource.Name.ToLowerInvariant());
                }
            }
        });
    }

    private static void Tighten(ComposeFile file, string service, string other)
    {
        if (file.Services.GetValueOrDefault(other)?.Healthcheck is not null
            && file.Services.GetValueOrDefault(service)?.DependsOn.GetValueOrDefault(other) is { Condition: Started } dependency)
        {
            dependency.Condition = Healthy;
        }
    }
}
