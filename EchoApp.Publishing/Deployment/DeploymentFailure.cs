using System.Globalization;
using System.Text.RegularExpressions;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;

namespace EchoApp.Publishing.Deployment;

/// <summary>Finds out why a project does not come up.</summary>
internal static partial class DeploymentFailure
{
    private const int Lines = 15;
    private const string AnotherPassword = "The data of an earlier deployment was made with another password. Deploy with that one (--Parameters:…), or remove its volumes and begin anew, without the data.";

    /// <param name="project">The project.</param>
    /// <param name="reason">What Docker Compose said.</param>
    /// <param name="model">For whose port it is, and how it is taken down.</param>
    /// <param name="cancellationToken">Ends the questions to the engine.</param>
    public static async Task<DistributedApplicationException> ExplainAsync(DeployedProject project, string reason, DistributedApplicationModel model, CancellationToken cancellationToken)
    {
        if (TakenPort().Match(reason) is { Success: true } taken)
        {
            return PublishedPort.Taken(int.Parse(taken.Groups["port"].Value, CultureInfo.InvariantCulture), model);
        }

        var services = await project.ServicesAsync(cancellationToken);
        var unwell = services.Where(service => !service.IsWell && service.State != "created").ToArray();
        List<string> text = unwell.Length == 0 ? [reason] : [];
        foreach (var service in unwell)
        {
            var lines = await project.LinesAsync(service.Service, Lines, cancellationToken);
            text.AddRange([$"'{service.Service}' is {service.Description}. Its last lines:", .. lines.Select(line => $"  {line}")]);
            text.AddRange(lines.Any(RefusedPassword().IsMatch) ? [AnotherPassword] : []);
        }

        text.AddRange(services.Count == 0 ? [] : [$"What there is of {project.Name} stays as it is, to be looked into; `aspire do docker-compose-down-{EnvironmentOf(project, model)}` takes it down."]);
        return new DistributedApplicationException(string.Join(Environment.NewLine, text));
    }

    // The one that the project has its name of.
    private static string EnvironmentOf(DeployedProject project, DistributedApplicationModel model) =>
        model.Resources.OfType<DockerComposeEnvironmentResource>().FirstOrDefault(each => project.Name.StartsWith($"aspire-{each.Name}-", StringComparison.OrdinalIgnoreCase))?.Name ?? "…";

    // PostgreSQL's, in the words of its clients: https://www.postgresql.org/docs/current/errcodes-appendix.html
    [GeneratedRegex("28P01|password authentication failed")]
    private static partial Regex RefusedPassword();

    [GeneratedRegex(@":(?<port>[0-9]+)(?: failed: port is already allocated|: bind: address already in use)")]
    private static partial Regex TakenPort();
}
