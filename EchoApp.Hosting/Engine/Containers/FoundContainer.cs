namespace EchoApp.Hosting.Engine.Containers;

/// <summary>A container that was there already.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsRunning">Whether it runs.</param>
/// <param name="Ended">When it ended last, by the engine's clock.</param>
/// <param name="AppHost">The AppHost that made it; empty where none did.</param>
/// <param name="Owner">The process whose end it must not survive; empty for a persistent one.</param>
/// <param name="Hash">Of what it was made from.</param>
/// <param name="Networks">The networks that it belongs to, also those that are gone.</param>
/// <param name="ImageId">The image that it was made from, by the engine's id of it.</param>
/// <param name="Id">The engine's id of the container.</param>
internal sealed record FoundContainer(
    string Name, bool IsRunning, string Ended, string AppHost, string Owner, string Hash, IReadOnlyList<string> Networks, string ImageId, string Id)
{
    private static readonly string _format = string.Join(
        '|',
        "{{.State.Running}}", "{{json .State.FinishedAt}}", Label(ContainerLabels.AppHost), Label(ContainerLabels.Owner),
        Label(ContainerLabels.Configuration), "{{range $name, $_ := .NetworkSettings.Networks}}{{$name}} {{end}}", "{{.Image}}", "{{.Id}}");

    /// <summary>Options for the engine's log command that leave out what the container printed in earlier runs.</summary>
    public IReadOnlyList<string> OutputSoFar => IsRunning ? ["--tail", "0"] : ["--since", Ended];

    public static async Task<FoundContainer?> FindAsync(ContainerCli cli, string name, CancellationToken cancellationToken)
    {
        var inspected = await cli.RunAsync(cancellationToken, "container", "inspect", "--format", _format, name);
        return inspected.Succeeded && inspected.Output.Split('|') is [var running, var ended, var appHost, var owner, var hash, var networks, var imageId, var id]
            ? new FoundContainer(name, running == "true", ended.Trim('"'), appHost, owner, hash, networks.Split(' ', StringSplitOptions.RemoveEmptyEntries), imageId, id)
            : null;
    }

    /// <summary>Whether this AppHost may remove it: it has made it, and no other run of it that still goes on.</summary>
    public bool IsOf(string appHost) => AppHost == appHost && (Owner.Length == 0 || Owner == ContainerLabels.ThisOwner || !ContainerLabels.IsAlive(Owner));

    /// <summary>Takes it out of networks of earlier runs that were removed while it did not run: with them it could not be started.</summary>
    public async Task LeaveLostNetworksAsync(ContainerCli cli)
    {
        foreach (var network in Networks.Where(network => network.StartsWith(SessionNetwork.Prefix, StringComparison.Ordinal)))
        {
            if (!(await cli.RunAsync(CancellationToken.None, "network", "inspect", "--format", "{{.Name}}", network)).Succeeded)
            {
                await cli.RunAsync(CancellationToken.None, "network", "disconnect", "--force", network, Name);
            }
        }
    }

    /// <summary>How the inspect command prints the value of a label.</summary>
    public static string Label(string name) => "{{index .Config.Labels \"" + name + "\"}}";
}
