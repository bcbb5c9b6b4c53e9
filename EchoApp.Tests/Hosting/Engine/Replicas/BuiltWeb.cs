using Aspire.Hosting;
using EchoApp.Hosting.Projects;
using EchoApp.Web.Echo;

namespace EchoApp.Tests.Hosting.Engine.Replicas;

/// <summary>EchoApp.Web as it was built for the tests.</summary>
internal sealed class BuiltWeb : IBuiltProject
{
    public string ProjectPath => typeof(ServerIdentity).Assembly.Location;

    public string TargetPath => typeof(ServerIdentity).Assembly.Location;

    public LaunchSettings? LaunchSettings { get; } = new();
}
