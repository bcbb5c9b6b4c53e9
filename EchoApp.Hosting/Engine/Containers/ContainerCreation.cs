using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine.Specs;

namespace EchoApp.Hosting.Engine.Containers;

/// <summary>The engine's command that makes a container.</summary>
/// <param name="Args">Its arguments. Variables are passed by name; their values are in the environment of the command, out of sight.</param>
/// <param name="Hash">Of everything that makes the container what it is, values of variables included.</param>
internal sealed record ContainerCreation(IReadOnlyList<string> Args, string Hash)
{
    public static ContainerCreation Of(ContainerSpec container, string appHost, string network)
    {
        List<string> what =
        [
            .. container.Environment.Keys.SelectMany(name => new[] { "--env", name }),
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
            "container", "create", "--pull", "never", "--name", container.ContainerName, "--add-host", HostGateway.HostEntry,
            "--label", $"{ContainerLabels.AppHost}={appHost}", "--label", $"{ContainerLabels.Configuration}={hash}", .. session, .. what,
        ],
        hash);
    }
}
