using System.Buffers;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine.Specs;

namespace EchoApp.Hosting.Engine.State;

/// <summary>What a snapshot says of what was started, under Aspire's names.</summary>
internal static class InstanceProperties
{
    public const string ProcessId = "executable.pid";
    public const string ContainerId = "container.id";

    private static readonly SearchValues<char> _quoted = SearchValues.Create(" \t\r\n\"'");

    /// <summary>Known of a running instance only.</summary>
    public static bool EndsWithIt(ResourcePropertySnapshot property) => property.Name is ProcessId or ContainerId;

    public static IEnumerable<ResourcePropertySnapshot> Of(IResource resource, ResourceSpec spec, IRunningInstance running)
    {
        (string Name, object? Value)[] properties = spec switch
        {
            ContainerSpec container =>
            [
                (ContainerId, running.ContainerId),
                ("container.name", container.ContainerName),
                ("container.image", container.Image),
                ("container.command", container.Entrypoint),
                ("container.args", Text(container.Args)),
                ("container.lifetime", container.Lifetime.ToString()),
                ("container.ports", Text([.. container.Ports.Select(port => string.Create(CultureInfo.InvariantCulture, $"{port.HostPort}->{port.TargetPort}/{port.Protocol}"))])),
            ],
            ProcessSpec process =>
            [
                ("project.path", (resource as ProjectResource)?.GetProjectMetadata().ProjectPath),
                ("executable.path", process.Command),
                ("executable.workDir", process.WorkingDirectory),
                ("executable.args", Text(process.Args)),
                (ProcessId, running.ProcessId),
            ],
            _ => [],
        };
        return properties.Where(property => property.Value is not null).Select(property => new ResourcePropertySnapshot(property.Name, property.Value)
        {
            IsSensitive = spec.HasSecretArgs && property.Name.EndsWith(".args", StringComparison.Ordinal),
        });
    }

    // As a person would type them.
    private static string? Text(IReadOnlyList<string> args) => args.Count == 0 ? null : string.Join(' ', args.Select(arg =>
        arg.Length > 0 && !arg.AsSpan().ContainsAny(_quoted) ? arg : $"\"{arg.Replace("\"", "\\\"", StringComparison.Ordinal)}\""));
}
