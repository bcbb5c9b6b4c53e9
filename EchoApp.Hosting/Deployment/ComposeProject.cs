using EchoApp.Hosting.Docker;

namespace EchoApp.Hosting.Deployment;

/// <summary>A deployed compose project.</summary>
/// <param name="Name">By which Docker Compose knows it.</param>
/// <param name="Paths">The files that it was made from.</param>
internal sealed record ComposeProject(string Name, ComposePaths Paths)
{
    /// <summary>What tells its containers and volumes from others.</summary>
    public string Label => $"com.docker.compose.project={Name}";
}
