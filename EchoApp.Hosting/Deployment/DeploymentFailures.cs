using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine.Containers;
using EchoApp.Hosting.Pipelines;

namespace EchoApp.Hosting.Deployment;

/// <summary>Finds out why a project does not come up.</summary>
internal sealed partial class DeploymentFailures(ServiceStates states, ComposeCommand compose)
{
    private const int Lines = 15;

    public async Task<DistributedApplicationException> ExplainAsync(ComposeProject project, ContainerCliResult answer, PipelineStepContext context)
    {
        if (TakenPort().Match(answer.Error) is { Success: true } taken)
        {
            return new DistributedApplicationException(PortIsTaken(int.Parse(taken.Groups["port"].Value, CultureInfo.InvariantCulture), context.Model));
        }

        var services = await states.AllAsync(project, context);
        var unwell = services.Where(service => !service.IsWell && service.State != "created").ToArray();
        var text = new StringBuilder();
        if (unwell.Length == 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"`{compose.Name} up` failed: {LastLine(answer)}");
        }

        foreach (var service in unwell)
        {
            text.Append(CultureInfo.InvariantCulture, $"'{service.Service}' is {service.Description}. Its last lines:").AppendLine();
            foreach (var line in (await states.LinesAsync(project, service.Service, Lines, context)).Split('\n'))
            {
                text.Append("  ").AppendLine(line.TrimEnd());
            }
        }

        text.Append(services.Count == 0 ? "" : $"What there is of {project.Name} stays as it is, to be looked into; 'down' takes it down.");
        return new DistributedApplicationException(text.ToString().TrimEnd());
    }

    private static string PortIsTaken(int port, DistributedApplicationModel model)
    {
        var owner = model.Resources.SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => (resource, endpoint)))
            .FirstOrDefault(pair => pair.endpoint.Port == port);
        var wanted = owner.endpoint is null ? "" : $", which the endpoint '{owner.endpoint.Name}' of '{owner.resource.Name}' is to have";
        return $"Port {port}{wanted} is taken on this machine. Stop what listens there (a container: `docker ps --filter publish={port}`), or give the endpoint another port.";
    }

    private static string LastLine(ContainerCliResult answer) => answer.Reason.Split('\n').LastOrDefault(line => !string.IsNullOrWhiteSpace(line))?.Trim() ?? $"exit code {answer.ExitCode}";

    [GeneratedRegex(@"(?:Bind for |listen (?:tcp|udp)[46]? |bind: address already in use.*?)\S*?:(?<port>[0-9]+)(?: failed: port is already allocated|: bind: address already in use)")]
    private static partial Regex TakenPort();
}
