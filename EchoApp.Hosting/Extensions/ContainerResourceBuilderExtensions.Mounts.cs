using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ContainerResourceBuilderExtensions
{
    /// <summary>Mounts a volume, which outlives the container.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="name">The volume's name; null for one without, which goes with the container.</param>
    /// <param name="target">An absolute path in the container.</param>
    /// <param name="isReadOnly">Whether the container must not write to it.</param>
    public static IResourceBuilder<T> WithVolume<T>(this IResourceBuilder<T> builder, string? name, string target, bool isReadOnly = false)
        where T : ContainerResource => builder.WithAnnotation(new ContainerMountAnnotation(name, target, ContainerMountType.Volume, isReadOnly));

    /// <summary>Mounts a volume without a name, which goes with the container.</summary>
    public static IResourceBuilder<T> WithVolume<T>(this IResourceBuilder<T> builder, string target)
        where T : ContainerResource => builder.WithVolume(name: null, target);

    /// <summary>Mounts a file or directory of the host.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="source">Absolute, or from the AppHost's directory.</param>
    /// <param name="target">An absolute path in the container.</param>
    /// <param name="isReadOnly">Whether the container must not write to it.</param>
    public static IResourceBuilder<T> WithBindMount<T>(this IResourceBuilder<T> builder, string source, string target, bool isReadOnly = false)
        where T : ContainerResource => builder.WithAnnotation(new ContainerMountAnnotation(
            Path.GetFullPath(source, builder.ApplicationBuilder.AppHostDirectory), target, ContainerMountType.BindMount, isReadOnly));
}
