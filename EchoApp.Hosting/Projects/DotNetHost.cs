using System.Runtime.InteropServices;

namespace EchoApp.Hosting.Projects;

/// <summary>The dotnet installation that this process runs on.</summary>
internal static class DotNetHost
{
    /// <summary>Its root directory: the shared runtime lies three levels below it.</summary>
    public static string Root { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    /// <summary>Its dotnet command, or the one in PATH where the runtime lies elsewhere.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var beside = System.IO.Path.Combine(Root, name);
        return File.Exists(beside) ? beside : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? name;
    }
}
