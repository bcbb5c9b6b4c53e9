using System.Reflection;
using Aspire.Hosting;

namespace EchoApp.Hosting.Builder;

/// <summary>The project that AppHost.cs belongs to.</summary>
/// <param name="Assembly">What it was compiled into, if known.</param>
/// <param name="Directory">Where relative paths start.</param>
internal sealed record AppHostProject(Assembly? Assembly, string Directory)
{
    /// <summary>The project file, as Aspire tells it too; of whatever name, where nothing is known of it.</summary>
    public string FilePath => Path.Join(Directory, Assembly is null ? "" : MetadataOf(Assembly, "apphostprojectname") ?? Assembly.GetName().Name);

    public static AppHostProject Find(DistributedApplicationOptions options)
    {
        var assembly = options.AssemblyName is { } name ? Assembly.Load(name) : Assembly.GetEntryAssembly();
        var directory = options.ProjectDirectory
            ?? (assembly is null ? null : MetadataOf(assembly, "apphostprojectpath"));
        return new AppHostProject(assembly, Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory ?? Environment.CurrentDirectory)));
    }

    private static string? MetadataOf(Assembly assembly, string key) => assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(each => each.Key == key)?.Value;
}
