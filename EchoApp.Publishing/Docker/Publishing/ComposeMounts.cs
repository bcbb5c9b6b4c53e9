using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Docker.Resources.ServiceNodes;
using EchoApp.Publishing.Compose;

namespace EchoApp.Publishing.Docker.Publishing;

/// <summary>The mounts of a service. Paths of this machine mean nothing elsewhere, so they become placeholders.</summary>
internal static class ComposeMounts
{
    public const string NamedVolume = "volume";
    private static readonly string[] _engineSockets = ["/var/run/docker.sock", "//var/run/docker.sock", @"\\.\pipe\docker_engine"];

    /// <exception cref="DistributedApplicationException">A volume has no name.</exception>
    public static List<Volume> Of(DockerComposeServiceResource service)
    {
        var mounts = new List<Volume>();
        var bindMounts = 0;
        foreach (var mount in service.Target.Annotations.OfType<ContainerMountAnnotation>())
        {
            var source = mount.Source ?? throw new DistributedApplicationException(
                $"The volume at {mount.Target} of '{service.Name}' has no name, which a compose file needs. Give it one: WithVolume(\"name\", \"{mount.Target}\").");
            var isBind = mount.Type == ContainerMountType.BindMount;
            var name = source;
            if (isBind && !_engineSockets.Contains(source, StringComparer.OrdinalIgnoreCase))
            {
                name = string.Create(CultureInfo.InvariantCulture, $"{ComposeVariable.NameOf(service.Name)}_BINDMOUNT_{bindMounts++}");
                source = Placeholder(service, name, mount);
            }

            mounts.Add(new Volume { Name = name, Type = isBind ? "bind" : NamedVolume, Target = mount.Target, Source = source, ReadOnly = mount.IsReadOnly });
        }

        return mounts;
    }

    private static string Placeholder(DockerComposeServiceResource service, string name, ContainerMountAnnotation mount) =>
        service.Parent.Capture(new CapturedEnvironmentVariable
        {
            Name = name,
            Description = $"Bind mount source for {service.Name}:{mount.Target}",
            DefaultValue = mount.Source,
            Source = mount,
            Resource = service.Target,
        });
}
