using System.Reflection;

namespace EchoApp.AppHost.Production;

/// <summary>The tag of the images: the version and the commit that they are built from, <c>1.2.3-abc1234</c>.</summary>
internal static class ImageTag
{
    private const int CommitLength = 7;

    public static string Current { get; } = Of(typeof(ImageTag).Assembly);

    private static string Of(Assembly assembly) =>
        assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(each => each.Key == nameof(ImageTag))?.Value
        ?? FromVersion(assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "latest");

    private static string FromVersion(string version) => version.Split('+', 2) switch
    {
        [var number, var commit] => $"{number}-{commit[..Math.Min(commit.Length, CommitLength)]}",
        _ => version,
    };
}
