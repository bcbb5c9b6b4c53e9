using System.Reflection;

namespace EchoApp.Web;

internal static class ProductVersion
{
    /// <summary>The version as built, with the source revision after a plus sign when it is known.</summary>
    public static string Full { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    public static string Short { get; } = Full.Split('+')[0];
}
