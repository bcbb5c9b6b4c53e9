using System.Globalization;
using System.Text.RegularExpressions;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Publishing.Deployment;

/// <summary>Finds out why a project does not come up.</summary>
internal static partial class DeploymentFailure
{
    private const int Lines = 15;
    private const string AnotherPassword = "The data of an earlier deployment was made with another password. Write that one into the environment file (.env.Production), or remove its volumes and begin anew, without the data.";

    /// <param name="project">The project.</param>
    /// <param name="failure">What Docker Compose said.</param>
    /// <param name="model">For whose port it is.</param>
    /// <param name="cancellationToken">Ends the questions to the engine.</param>
    public static async Task<DistributedApplicationException> ExplainAsync(DeployedProject project, DistributedApplicationException failure, DistributedApplicationModel model, CancellationToken cancellationToken)
    {
        if (TakenPort().Match(failure.Message) is { Success: true } taken)
        {
            return PublishedPort.Taken(int.Parse(taken.Groups["port"].Value, CultureInfo.InvariantCulture), model);
        }

        try
        {
            return new DistributedApplicationException(string.Join(Environment.NewLine, await ExplainAsync(project, failure.Message, cancellationToken)), failure);
        }
        catch (DistributedApplicationException)
        {
            // The engine does not answer any more.
            return failure;
        }
    }

    private static async Task<IReadOnlyList<string>> ExplainAsync(DeployedProject project, string reason, CancellationToken cancellationToken)
    {
        var services = await project.ServicesAsync(cancellationToken);
        var text = new List<string>();
        foreach (var service in services.Where(service => !service.IsWell && service.State != "created"))
        {
            var lines = await project.LinesAsync(service.Service, Lines, cancellationToken);
            text.AddRange([$"'{service.Service}' is {service.Description}. Its last lines:", .. lines.Select(line => $"  {line}")]);
            text.AddRange(lines.Any(RefusedPassword().IsMatch) ? [AnotherPassword] : []);
        }

        text.Add(reason);
        text.AddRange(services.Count == 0 ? [] : [$"What there is of {project.Name} stays as it is, to be looked into; `{project.Engine.Name} compose -p {project.Name} down` takes it down."]);
        return text;
    }

    // PostgreSQL's, in the words of its clients: https://www.postgresql.org/docs/current/errcodes-appendix.html
    [GeneratedRegex("28P01|password authentication failed")]
    private static partial Regex RefusedPassword();

    [GeneratedRegex(@":(?<port>[0-9]+)(?: failed: port is already allocated|: bind: address already in use)")]
    private static partial Regex TakenPort();
}
