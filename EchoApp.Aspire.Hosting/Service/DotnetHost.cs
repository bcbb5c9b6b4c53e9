using System.Runtime.InteropServices;
using Aspire.Hosting;

namespace EchoApp.Hosting.Service;

/// <summary>The command <c>dotnet</c> of the installation that runs the AppHost, which has the runtimes that the service needs, as Aspire needs them too.</summary>
internal static class DotnetHost
{
    private const string Framework = "Microsoft.AspNetCore.App";
    private static readonly string _command = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

    /// <exception cref="DistributedApplicationException">There is none, as where the AppHost was published with a runtime of its own; or it lacks ASP.NET Core.</exception>
    public static string Find(string resource)
    {
        // {root}/shared/Microsoft.NETCore.App/10.0.1/
        var runtime = RuntimeEnvironment.GetRuntimeDirectory().TrimEnd(Path.DirectorySeparatorChar);
        var ofTheAppHost = Path.GetFullPath(Path.Combine(runtime, "..", "..", ".."));
        var command = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Prepend(ofTheAppHost)
            .Select(directory => Path.Combine(directory, _command)).FirstOrDefault(File.Exists)
            ?? throw new DistributedApplicationException($"'{resource}' runs on .NET, and there is no dotnet command, neither at {ofTheAppHost} nor on the PATH. Install the ASP.NET Core runtime from https://dot.net, or use RunAsContainer().");
        var root = Path.GetDirectoryName(File.ResolveLinkTarget(command, returnFinalTarget: true)?.FullName ?? command)!;
        return Directory.Exists(Path.Combine(root, "shared")) && !Directory.Exists(Path.Combine(root, "shared", Framework))
            ? throw new DistributedApplicationException($"'{resource}' needs the ASP.NET Core runtime, which the .NET at {root} lacks. Install it from https://dot.net, or use RunAsContainer().")
            : command;
    }
}
