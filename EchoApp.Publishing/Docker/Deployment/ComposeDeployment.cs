using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Pipelines;

namespace EchoApp.Publishing.Docker.Deployment;

/// <summary>Brings up what was published.</summary>
internal static class ComposeDeployment
{
    /// <exception cref="DistributedApplicationException">It does not come up.</exception>
    public static async Task UpAsync(DockerComposeEnvironmentResource environment, PipelineStepContext context)
    {
        var project = ComposeProject.Of(environment, context);
        var runtime = await ComposeProject.RuntimeAsync(context);

        // First, so that destroy finds also what comes up in part.
        await DeploymentRecord.KeepAsync(environment, project, context);
        await runtime.ComposeUpAsync(project, context.CancellationToken);
        context.Summary.Add("Deployed", $"{project.ProjectName}, by {runtime.Name} Compose");
    }

    /// <summary>Tells where a service is reached from this machine.</summary>
    public static async Task SummarizeAsync(DockerComposeEnvironmentResource environment, IResource resource, PipelineStepContext context)
    {
        var runtime = await ComposeProject.RuntimeAsync(context);
        if (await runtime.ComposeListServicesAsync(ComposeProject.Of(environment, context), context.CancellationToken) is not { } services)
        {
            context.Summary.Add(resource.Name, $"{runtime.Name} Compose does not tell where it is reached");
            return;
        }

        var urls = services
            .Where(service => resource.Name.Equals(service.Service, StringComparison.OrdinalIgnoreCase))
            .SelectMany(service => service.Publishers ?? [])
            .Where(port => port is { PublishedPort: > 0, TargetPort: > 0 })
            .Select(port => Url(resource, port.PublishedPort!.Value, port.TargetPort!.Value))
            .Distinct().Order(StringComparer.Ordinal).ToArray();
        context.Summary.Add(resource.Name, urls.Length == 0 ? "No public endpoints" : string.Join(", ", urls));
    }

    private static string Url(IResource resource, int published, int target)
    {
        var endpoint = resource.Annotations.OfType<EndpointAnnotation>().FirstOrDefault(each => (each.TargetPort ?? each.Port) == target)
            ?? resource.Annotations.OfType<EndpointAnnotation>().FirstOrDefault(each => each.Port == published);
        return string.Create(CultureInfo.InvariantCulture, $"{endpoint?.UriScheme ?? "tcp"}://localhost:{published}");
    }
}
