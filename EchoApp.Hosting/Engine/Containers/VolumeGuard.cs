using Aspire.Hosting;

namespace EchoApp.Hosting.Engine.Containers;

/// <summary>Keeps two applications from writing to one volume: a database would be ruined by it, without a word.</summary>
internal sealed class VolumeGuard(ContainerCli cli)
{
    /// <summary>
    /// Asked between the making of a container and its start, so that of two applications that begin at the same time at least the later one
    /// sees the other.
    /// </summary>
    /// <exception cref="DistributedApplicationException">A container of another application writes to one of the volumes.</exception>
    public async Task RefuseUsedAsync(string container, IEnumerable<ContainerMount> mounts, string network)
    {
        foreach (var volume in mounts.Where(mount => mount is { Type: "volume", IsReadOnly: false }).Select(mount => mount.Source).OfType<string>())
        {
            var users = await VolumeUser.FindAsync(cli, volume);
            if (users.FirstOrDefault(user => user.Name == container) is { } own && users.FirstOrDefault(user => user.IsInTheWayOf(own, network)) is { } other)
            {
                throw new DistributedApplicationException(
                    $"the volume '{volume}' is in use by the container '{other.Name}'{Of(other)}. Two that write to it would ruin it: "
                    + $"stop that one, or use another volume.");
            }
        }
    }

    private static string Of(VolumeUser user) => user.Owner.Length == 0 ? "" : $" of another AppHost (process {user.Owner.Split('@')[0]})";
}
