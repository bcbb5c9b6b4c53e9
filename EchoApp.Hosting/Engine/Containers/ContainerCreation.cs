using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine.Specs;

namespace EchoApp.Hosting.Engine.Containers;

/// <summary>The engine's command that makes a container.</summary>
/// <param name="Args">Its arguments. Variables are passed by name.</param>
/// <param name="Environment">Their values, for the environment of the command: out of sight of whoever lists processes.</param>
/// <param name="Hash">Of everything that makes the container what it is, values of variables included.</param>
internal sealed record ContainerCreation(IReadOnlyList<string> Args, IReadOnlyDictionary<string, string> Environment, string Hash)
{
    // The command itself would heed these, and another engine, configuration or proxy is not what they mean.
    private static readonly string[] _heeded = ["PATH", "HOME", "USER", "USERPROFILE", "TMPDIR", "NO_COLOR", "SSH_AUTH_SOCK", "REGISTRY_AUTH_FILE"];
    private static readonly string[] _heededPrefixes = ["DOCKER_", "BUILDKIT_", "BUILDX_", "CONTAINER_", "CONTAINERS_", "PODMAN_", "XDG_", "LD_", "DYLD_", "SSL_CERT_", "GO"];

    public static ContainerCreation Of(ContainerSpec container, string appHost, string network, IReadOnlyList<string> hostEntry)
    {
        List<string> what =
        [
            .. container.Environment.SelectMany(variable => new[] { "--env", IsHeeded(variable.Key) ? $"{variable.Key}={variable.Value}" : variable.Key }),
            .. container.Ports.SelectMany(port => new[] { "--publish", port.ToString() }),
            .. container.Mounts.SelectMany(mount => new[] { "--mount", mount.ToString() }),
            .. container.Entrypoint is { } entrypoint ? ["--entrypoint", entrypoint] : Array.Empty<string>(),
            .. container.RuntimeArgs,
            container.Image,
            .. container.Args,
        ];
        var hash = ContainerLabels.Hash(string.Join('\0', what.Concat(container.Environment.Values)));
        // A persistent container has no owner, and joins the network of each run, which it outlives.
        var session = container.Lifetime == ContainerLifetime.Persistent ? Array.Empty<string>() :
        [
            "--label", $"{ContainerLabels.Owner}={ContainerLabels.ThisOwner}",
            "--network", network, "--network-alias", container.ResourceName,
        ];
        return new ContainerCreation(
        [
            "container", "create", "--pull", "never", "--name", container.ContainerName, .. hostEntry,
            "--label", $"{ContainerLabels.AppHost}={appHost}", "--label", $"{ContainerLabels.Configuration}={hash}", .. session, .. what,
        ],
        container.Environment.Where(variable => !IsHeeded(variable.Key)).ToDictionary(),
        hash);
    }

    private static bool IsHeeded(string name) => _heeded.Contains(name) || name.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase)
        || _heededPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
}
