using System.Reflection;

namespace EchoApp.Web;

internal static class ProductVersion
{
    /// <summary>The version as built, with the source revision after a plus sign when it is known.</summary>
    public static string Full { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    /// <summary>What images of this build are tagged with: the version, and seven digits of the source revision when it is known.</summary>
    public static string ImageTag { get; } = Full.Split('+') is [var version, { Length: >= 7 } revision] ? $"{version}-{revision[..7]}" : Full.Replace('+', '-');

    public static string Short { get; } = Full.Split('+')[0];
}
