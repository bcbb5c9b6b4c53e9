using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Storage;

namespace Aspire.Hosting;

/// <summary>Where an EchoApp keeps its bins and what was sent to them. Without one of these they go when the application ends.</summary>
public static class EchoDataBuilderExtensions
{
    /// <summary>
    /// Keeps the data on a volume. Where EchoApp runs as a process, that is a directory of this name in the store of the AppHost, by default
    /// <c>obj/.aspire/echoapp/{name}</c> beside its project, and goes with that; as a container, and published, a named volume of the engine.
    /// </summary>
    /// <param name="builder">The EchoApp.</param>
    /// <param name="name">The name of the volume; one made of those of the application and the resource where it is null.</param>
    /// <returns>The EchoApp.</returns>
    /// <exception cref="DistributedApplicationException">The name is none of a volume.</exception>
    public static IResourceBuilder<EchoResource> WithDataVolume(this IResourceBuilder<EchoResource> builder, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var volume = name ?? VolumeNameGenerator.Generate(builder, "data");
        return volume.Length > 0 && char.IsAsciiLetterOrDigit(volume[0]) && volume.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '.' or '-')
            ? builder.WithDataMount(new ContainerMountAnnotation(volume, DataDirectoryExtensions.InContainer, ContainerMountType.Volume, isReadOnly: false))
            : throw new DistributedApplicationException($"'{builder.Resource.Name}' cannot have a volume '{volume}': its name has letters, digits, and '_', '.' or '-' behind the first of them.");
    }

    /// <summary>Keeps the data in a directory of this machine. In a container it has to be writable for user 1654.</summary>
    /// <param name="builder">The EchoApp.</param>
    /// <param name="source">The directory, seen from that of the AppHost. It is made where it is not there and EchoApp runs as a process.</param>
    /// <returns>The EchoApp.</returns>
    public static IResourceBuilder<EchoResource> WithDataBindMount(this IResourceBuilder<EchoResource> builder, string source)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(source);
        var directory = Path.GetFullPath(source, builder.ApplicationBuilder.AppHostDirectory);
        return builder.WithDataMount(new ContainerMountAnnotation(directory, DataDirectoryExtensions.InContainer, ContainerMountType.BindMount, isReadOnly: false));
    }
}
