using Aspire.Hosting;

namespace EchoApp.Hosting.Projects;

/// <summary>A project of which the build of the AppHost knows what its own build makes.</summary>
public interface IBuiltProject : IProjectMetadata
{
    /// <summary>The absolute path of the project's main assembly.</summary>
    string TargetPath { get; }
}
