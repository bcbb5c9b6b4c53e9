using Aspire.Hosting.Publishing;

namespace EchoApp.Publishing.Images;

/// <summary>The names that .NET has for the platforms of images (https://learn.microsoft.com/dotnet/core/rid-catalog).</summary>
internal static class RuntimeIdentifiers
{
    /// <returns>Null for several platforms at once.</returns>
    public static string? Of(ContainerTargetPlatform? platform) => platform switch
    {
        null or ContainerTargetPlatform.LinuxAmd64 => "linux-x64",
        ContainerTargetPlatform.LinuxArm64 => "linux-arm64",
        ContainerTargetPlatform.LinuxArm => "linux-arm",
        ContainerTargetPlatform.Linux386 => "linux-x86",
        ContainerTargetPlatform.WindowsAmd64 => "win-x64",
        ContainerTargetPlatform.WindowsArm64 => "win-arm64",
        _ => null,
    };
}
