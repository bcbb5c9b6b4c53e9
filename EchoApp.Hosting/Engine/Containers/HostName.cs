namespace EchoApp.Hosting.Engine.Containers;

/// <summary>The name under which containers know the machine that the AppHost runs on.</summary>
internal static class HostName
{
    public static string Of(ContainerCli cli) => cli.IsPodman ? "host.containers.internal" : "host.docker.internal";

    /// <summary>The options that make the name known to a container; the engine itself knows the address, and podman the name too.</summary>
    public static IReadOnlyList<string> Options(ContainerCli cli) => cli.IsPodman ? [] : ["--add-host", $"{Of(cli)}:host-gateway"];
}
