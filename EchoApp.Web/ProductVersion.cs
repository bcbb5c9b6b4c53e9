using System.Reflection;

namespace EchoApp.Web;

internal static class ProductVersion
{
    /// <summary>The version as built, with the source revision after a plus sign when it is known.</summary>
    public static string Full { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    /// <summary>Seven digits of the source revision, when it is known.</summary>
    public static string? Revision { get; } = Full.Split('+') is [_, { Length: >= 7 } revision] ? revision[..7] : null;

    /// <summary>What images of this build are tagged with: the version, and seven digits of the source revision when it is known.</summary>
    public static string ImageTag { get; } = Revision is null ? Full.Replace('+', '-') : $"{Full.Split('+')[0]}-{Revision}";

    public static string Short { get; } = Full.Split('+')[0];

    /// <summary>The <c>RepositoryUrl</c> of the build, which the SDK keeps in the assembly; null when there was none.</summary>
    public static string? SourceUrl { get; } = typeof(ProductVersion).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(metadata => metadata.Key == "RepositoryUrl")?.Value;
}
