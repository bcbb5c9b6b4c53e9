using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using EchoApp.Hosting.Pipelines;

namespace EchoApp.Hosting.Deployment;

/// <summary>Brings up what was published, and waits until it is well.</summary>
internal sealed class ComposeDeployment(ComposeProjects projects, ComposeCommand compose, ServiceStates states, DeploymentFailures failures)
{
    // What a service that restarts again and again would otherwise take for ever.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(3);

    /// <exception cref="DistributedApplicationException">It does not come up; the message says which service, and why.</exception>
    public async Task UpAsync(DockerComposeEnvironmentResource environment, PipelineStepContext context)
    {
        var project = projects.Of(environment, context);
        context.Report($"starting {project.Name}");
        var answer = await compose.RunAsync(
            project, context, "up", "-d", "--remove-orphans", "--wait", "--wait-timeout", _patience.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        if (!answer.Succeeded)
        {
            throw await failures.ExplainAsync(project, answer, context);
        }

        context.Report($"{project.Name} is up");
        context.Summary.Add("Deployed:", $"{project.Name}, by {compose.Name}");
    }

    /// <summary>Tells where a service is reached and how it is.</summary>
    public async Task SummarizeAsync(DockerComposeEnvironmentResource environment, IResource resource, PipelineStepContext context)
    {
        var services = await states.AllAsync(projects.Of(environment, context), context);
        if (services.FirstOrDefault(service => service.Service.Equals(resource.Name, StringComparison.OrdinalIgnoreCase)) is not { } state)
        {
            context.Report("not deployed");
            return;
        }

        context.Report(state.Description);
        context.Summary.Add($"{resource.Name}:", state.Description);
        foreach (var (published, target) in state.Ports)
        {
            context.Summary.Add($"{resource.Name}:", Url(resource, published, target));
        }
    }

    private static string Url(IResource resource, int published, int target)
    {
        var endpoint = resource.Annotations.OfType<EndpointAnnotation>().FirstOrDefault(each => (each.TargetPort ?? each.Port) == target)
            ?? resource.Annotations.OfType<EndpointAnnotation>().FirstOrDefault(each => each.Port == published);
        var url = string.Create(CultureInfo.InvariantCulture, $"{endpoint?.UriScheme ?? "tcp"}://localhost:{published}");
        return endpoint is null ? url : $"{url} ({endpoint.Name})";
    }
}
