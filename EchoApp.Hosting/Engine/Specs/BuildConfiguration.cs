using System.Reflection;

namespace EchoApp.Hosting.Engine.Specs;

/// <summary>What the AppHost was built as; its projects are run as the same.</summary>
/// <param name="Name">Debug or Release.</param>
internal sealed record BuildConfiguration(string Name)
{
    public static BuildConfiguration Of(Assembly? appHost) =>
        new(appHost?.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration is { Length: > 0 } name ? name : "Debug");
}
