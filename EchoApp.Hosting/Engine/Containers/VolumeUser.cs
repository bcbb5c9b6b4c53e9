using System.Globalization;

namespace EchoApp.Hosting.Engine.Containers;

/// <summary>A container that has a volume mounted.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status">What the engine says of it: created, running, exited …</param>
/// <param name="Created">When it was made, by the engine's clock.</param>
/// <param name="Owner">The AppHost process whose end it must not survive; empty where there is none.</param>
/// <param name="AppHost">The AppHost that made it; empty where none did.</param>
/// <param name="Networks">The networks that it belongs to.</param>
/// <param name="IsWriter">Whether it may write to the volume.</param>
internal sealed record VolumeUser(
    string Name, string Status, DateTimeOffset Created, string Owner, string AppHost, IReadOnlyList<string> Networks, bool IsWriter)
{
    private bool Runs => Status is not ("created" or "exited" or "dead" or "configured" or "removing");

    private bool IsAboutToRun => Status is "created" or "configured" && Owner.Length > 0 && ContainerLabels.IsAlive(Owner);

    public static async Task<IReadOnlyList<VolumeUser>> FindAsync(ContainerCli cli, string volume)
    {
        var ids = await cli.RunAsync(CancellationToken.None, "container", "ls", "--all", "--no-trunc", "--quiet", "--filter", $"volume={volume}");
        if (ids.Output.Length == 0)
        {
            return [];
        }

        var users = await cli.RunAsync(CancellationToken.None, ["container", "inspect", "--format", Format(volume), .. ids.Output.Split('\n')]);
        return [.. users.Output.Split('\n').Select(line => line.Split('|')).Where(fields => fields.Length == 7).Select(Parse)];
    }

    /// <summary>Whether it writes to the volume, or will before the other one, of another application, does.</summary>
    /// <param name="other">The container that is to be started.</param>
    /// <param name="network">The network of the application that is to start it.</param>
    public bool IsInTheWayOf(VolumeUser other, string network) =>
        Name != other.Name && IsWriter && !Networks.Contains(network) && !(Owner.Length == 0 && AppHost.Length > 0 && AppHost == other.AppHost)
        && (Runs || (IsAboutToRun && Created < other.Created));

    private static VolumeUser Parse(string[] fields) => new(
        fields[0].TrimStart('/'), fields[1], DateTimeOffset.Parse(fields[2].Trim('"'), CultureInfo.InvariantCulture), fields[3], fields[4],
        fields[5].Split(' ', StringSplitOptions.RemoveEmptyEntries), fields[6] == "true");

    private static string Format(string volume) => string.Join(
        '|',
        "{{.Name}}", "{{.State.Status}}", "{{json .Created}}", FoundContainer.Label(ContainerLabels.Owner), FoundContainer.Label(ContainerLabels.AppHost),
        "{{range $name, $_ := .NetworkSettings.Networks}}{{$name}} {{end}}", "{{range .Mounts}}{{if eq .Name \"" + volume + "\"}}{{.RW}}{{end}}{{end}}");
}
