using System.Reflection;
using Aspire.Hosting;

namespace EchoApp.Hosting.Builder;

/// <summary>The project that AppHost.cs belongs to.</summary>
/// <param name="Assembly">What it was compiled into, if known.</param>
/// <param name="Directory">Where relative paths start.</param>
internal sealed record AppHostProject(Assembly? Assembly, string Directory)
{
    public static AppHostProject Find(DistributedApplicationOptions options)
    {
        var assembly = options.AssemblyName is { } name ? Assembly.Load(name) : Assembly.GetEntryAssembly();
        var directory = options.ProjectDirectory
            ?? assembly?.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(each => each.Key == "apphostprojectpath")?.Value;
        return new AppHostProject(assembly, Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory ?? Environment.CurrentDirectory)));
    }
}
