using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.AppHost.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EchoApp.Hosting.Storage;

internal static class DataDirectoryExtensions
{
    /// <summary>Where the image keeps its data.</summary>
    public const string InContainer = "/home/app/data";

    /// <summary>
    /// Where the process keeps its data: what is mounted there in a container, as a directory of this machine; without that one that goes with the run, as the
    /// file system of a container does.
    /// </summary>
    public static IResourceBuilder<EchoResource> WithDataDirectory(this IResourceBuilder<EchoResource> builder)
    {
        var echo = builder.Resource;
        var passing = new Lazy<PassingDirectory>();
        if (builder.ApplicationBuilder.ExecutionContext.IsRunMode)
        {
            // The first of all services is the last to be disposed, when the process has ended.
            builder.ApplicationBuilder.Services.Insert(0, ServiceDescriptor.Singleton<IHostedService>(_ => passing.Value));
        }

        return builder.WithEnvironment(context =>
        {
            if (!echo.IsContainer())
            {
                context.EnvironmentVariables["Data__Directory"] = FindMount(echo) is not { } mount ? passing.Value.Path
                    : mount.Type == ContainerMountType.BindMount ? mount.Source!
                    : Path.Combine(context.ExecutionContext.Services.GetRequiredService<IAspireStore>().BasePath, "echoapp", mount.Source!);
            }
        });
    }

    /// <summary>Sets what is mounted there, in the place of what was.</summary>
    public static IResourceBuilder<EchoResource> WithDataMount(this IResourceBuilder<EchoResource> builder, ContainerMountAnnotation mount)
    {
        if (FindMount(builder.Resource) is { } before)
        {
            builder.Resource.Annotations.Remove(before);
        }

        return builder.WithAnnotation(mount);
    }

    private static ContainerMountAnnotation? FindMount(EchoResource echo) => echo.Annotations.OfType<ContainerMountAnnotation>().LastOrDefault(mount => mount.Target == InContainer);
}
