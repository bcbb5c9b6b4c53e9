using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EchoApp.AppHost.Store;

internal static class DataDirectoryExtensions
{
    private const string Key = "Data:Directory";
    private const string Variable = "Data__Directory";
    private const string DefaultDirectory = ".data";

    /// <summary>
    /// Where web keeps its data itself: published, on a volume; while it runs from source, in <c>Data:Directory</c>, or in a directory beside AppHost.cs
    /// that stays for the next run.
    /// </summary>
    /// <param name="web">The service.</param>
    /// <param name="volume">The name of the volume.</param>
    /// <param name="inContainer">Where web expects it there.</param>
    public static IResourceBuilder<ProjectResource> WithDataDirectory(this IResourceBuilder<ProjectResource> web, string volume, string inContainer)
    {
        var builder = web.ApplicationBuilder;
        if (builder.ExecutionContext.IsPublishMode)
        {
            return web.WithAnnotation(new ContainerMountAnnotation(volume, inContainer, ContainerMountType.Volume, isReadOnly: false));
        }

        if (builder.Configuration[Key] is not { Length: > 0 } && TestHost.Runs(builder.Configuration))
        {
            var passing = new PassingDirectory();
            builder.Services.Insert(0, ServiceDescriptor.Singleton<IHostedService>(_ => passing));
            return web.WithEnvironment(Variable, passing.Path);
        }

        return web.WithEnvironment(Variable, Path.GetFullPath(builder.Configuration[Key] is { Length: > 0 } given ? given : DefaultDirectory, builder.AppHostDirectory));
    }
}
