using EchoApp.Hosting.Builder;

namespace EchoApp.Hosting.Engine.Containers;

/// <summary>Removes what an AppHost that was killed has left: session containers and networks whose owner is gone.</summary>
internal sealed class StaleContainers(ContainerCli cli, AppHostProject project)
{
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        var containers = await StaleAsync(["container", "ls", "--all"], cancellationToken);
        if (containers.Length > 0)
        {
            await cli.RunAsync(cancellationToken, ["container", "rm", "--force", "--volumes", .. containers]);
        }

        foreach (var network in await StaleAsync(["network", "ls"], cancellationToken))
        {
            await SessionNetwork.RemoveAsync(cli, network);
        }
    }

    private async Task<string[]> StaleAsync(string[] list, CancellationToken cancellationToken)
    {
        var mine = $"label={ContainerLabels.AppHost}={ContainerLabels.Hash(project.Directory)}";
        var listed = await cli.RunAsync(
            cancellationToken,
            [.. list, "--filter", mine, "--filter", $"label={ContainerLabels.Owner}", "--format", "{{.ID}}\t{{.Label \"" + ContainerLabels.Owner + "\"}}"]);
        return
        [
            .. listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))
                .Where(columns => columns.Length == 2 && !ContainerLabels.IsAlive(columns[1])).Select(columns => columns[0]),
        ];
    }
}
