using Aspire.Hosting;
using EchoApp.Hosting.Projects;

namespace EchoApp.Tests.Hosting.Engine;

/// <summary>A project as the build would describe it: something that exists, with no launch settings.</summary>
internal sealed class BuiltProject : IBuiltProject
{
    public string ProjectPath => typeof(BuiltProject).Assembly.Location;

    public string TargetPath => typeof(BuiltProject).Assembly.Location;

    public LaunchSettings? LaunchSettings { get; } = new();
}
