using System.Text.RegularExpressions;
using Aspire.Hosting;
using EchoApp.Hosting.Pipelines;

namespace EchoApp.Hosting.Deployment;

/// <summary>Asks how the services of a project are.</summary>
internal sealed partial class ServiceStates(ComposeCommand compose)
{
    public async Task<IReadOnlyList<ServiceState>> AllAsync(ComposeProject project, PipelineStepContext context)
    {
        var answer = await compose.RunAsync(project, context, "ps", "--all", "--format", "json");
        return answer.Succeeded ? ServiceState.Parse(answer.Output) : throw new DistributedApplicationException($"`{compose.Name} ps` failed: {answer.Reason}");
    }

    /// <summary>The last lines of a service, oldest first.</summary>
    public async Task<IReadOnlyList<string>> LinesAsync(ComposeProject project, string service, int count, PipelineStepContext context) =>
        [.. (await compose.RunAsync(project, context, "logs", "--no-color", "--no-log-prefix", "--tail", $"{count}", service)).Output.Split('\n').Select(line => Control().Replace(line, "").TrimEnd())];

    // ECMA-48 sequences: some versions of Docker Compose begin every line with one.
    [GeneratedRegex(@"\e\[[0-9;]*[A-Za-z]")]
    private static partial Regex Control();
}
