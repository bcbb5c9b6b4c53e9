using EchoApp.Hosting.Builder;

namespace EchoApp.Hosting.Engine.Containers;

/// <summary>Removes what an AppHost that was killed has left: session containers and networks whose owner is gone.</summary>
internal sealed class StaleContainers(ContainerCli cli, AppHostProject project)
{
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        var containers = await StaleAsync("container", ["ls", "--all"], ".Config.Labels", cancellationToken);
        if (containers.Length > 0)
        {
            await cli.RunAsync(cancellationToken, ["container", "rm", "--force", "--volumes", .. containers]);
        }

        foreach (var network in await StaleAsync("network", ["ls"], ".Labels", cancellationToken))
        {
            await SessionNetwork.RemoveAsync(cli, network);
        }
    }

    private async Task<string[]> StaleAsync(string kind, string[] list, string labels, CancellationToken cancellationToken)
    {
        var mine = $"label={ContainerLabels.AppHost}={ContainerLabels.Hash(project.Directory)}";
        var listed = await cli.RunAsync(cancellationToken, [kind, .. list, "--quiet", "--filter", mine, "--filter", $"label={ContainerLabels.Owner}"]);
        if (listed.Output.Length == 0)
        {
            return [];
        }

        var format = "{{.Name}}\t{{index " + labels + " \"" + ContainerLabels.Owner + "\"}}";
        var inspected = await cli.RunAsync(cancellationToken, [kind, "inspect", "--format", format, .. listed.Output.Split('\n')]);
        return
        [
            .. inspected.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))
                .Where(columns => columns.Length == 2 && !ContainerLabels.IsAlive(columns[1])).Select(columns => columns[0].TrimStart('/')),
        ];
    }
}
