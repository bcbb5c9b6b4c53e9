using System.Reflection;

namespace EchoApp.Hosting.Builder;

/// <summary>The version of the embedded host.</summary>
internal static class HostVersion
{
    public static string Text { get; } =
        typeof(HostVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
