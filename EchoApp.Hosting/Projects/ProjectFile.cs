using Aspire.Hosting;

namespace EchoApp.Hosting.Projects;

/// <summary>A project that was added by its path.</summary>
internal sealed class ProjectFile(string projectPath) : IProjectMetadata
{
    public string ProjectPath { get; } = projectPath;
}
