using System.Globalization;
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
    private const string AnotherPassword = "The data of an earlier deployment was made with another password. Deploy with that one (--Parameters:…), or begin anew, without the data: 'down --volumes'.";

    public async Task<DistributedApplicationException> ExplainAsync(ComposeProject project, ContainerCliResult answer, PipelineStepContext context)
    {
        if (TakenPort().Match(answer.Error) is { Success: true } taken)
        {
            return new DistributedApplicationException(PortIsTaken(int.Parse(taken.Groups["port"].Value, CultureInfo.InvariantCulture), context.Model));
        }

        var services = await states.AllAsync(project, context);
        var unwell = services.Where(service => !service.IsWell && service.State != "created").ToArray();
        List<string> text = unwell.Length == 0 ? [$"`{compose.Name} up` failed: {LastLine(answer)}"] : [];
        foreach (var service in unwell)
        {
            var lines = await states.LinesAsync(project, service.Service, Lines, context);
            text.AddRange([$"'{service.Service}' is {service.Description}. Its last lines:", .. lines.Select(line => $"  {line}")]);
            text.AddRange(lines.Any(RefusedPassword().IsMatch) ? [AnotherPassword] : []);
        }

        text.AddRange(services.Count == 0 ? [] : [$"What there is of {project.Name} stays as it is, to be looked into; 'down' takes it down."]);
        return new DistributedApplicationException(string.Join(Environment.NewLine, text));
    }

    private static string PortIsTaken(int port, DistributedApplicationModel model)
    {
        var owner = model.Resources.SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => (resource, endpoint)))
            .FirstOrDefault(pair => pair.endpoint.Port == port);
        var wanted = owner.endpoint is null ? "" : $", which the endpoint '{owner.endpoint.Name}' of '{owner.resource.Name}' is to have,";
        return $"Port {port}{wanted} is taken on this machine. Stop what listens there (a container: `docker ps --filter publish={port}`), or give the endpoint another port.";
    }

    private static string LastLine(ContainerCliResult answer) => answer.Reason.Split('\n').LastOrDefault(line => !string.IsNullOrWhiteSpace(line))?.Trim() ?? $"exit code {answer.ExitCode}";

    // PostgreSQL's, in the words of its clients: https://www.postgresql.org/docs/current/errcodes-appendix.html
    [GeneratedRegex("28P01|password authentication failed")]
    private static partial Regex RefusedPassword();

    [GeneratedRegex(@":(?<port>[0-9]+)(?: failed: port is already allocated|: bind: address already in use)")]
    private static partial Regex TakenPort();
}
