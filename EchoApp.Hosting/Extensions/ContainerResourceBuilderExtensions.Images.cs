using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ContainerResourceBuilderExtensions
{
    /// <summary>Changes the image; its registry stays unless the new reference names one.</summary>
    public static IResourceBuilder<T> WithImage<T>(this IResourceBuilder<T> builder, string image, string? tag = null)
        where T : ContainerResource
    {
        var reference = ImageReference.Parse(image);
        if (tag is not null && (reference.Tag is not null || reference.Digest is not null))
        {
            throw new InvalidOperationException($"The image '{image}' of '{builder.Resource.Name}' has a tag or digest already; leave out the tag '{tag}'.");
        }

        if (!builder.Resource.TryGetLastAnnotation<ContainerImageAnnotation>(out var annotation))
        {
            annotation = new ContainerImageAnnotation { Image = reference.Image };
            builder.WithAnnotation(annotation);
        }

        annotation.Image = reference.Image;
        annotation.Registry = reference.HasRegistry ? null : annotation.Registry;
        if (reference.Digest is { } digest)
        {
            annotation.SHA256 = digest;
        }
        else
        {
            annotation.Tag = tag ?? reference.Tag ?? "latest";
        }

        return builder;
    }

    public static IResourceBuilder<T> WithImageTag<T>(this IResourceBuilder<T> builder, string tag)
        where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        Image(builder).Tag = tag;
        return builder;
    }

    /// <param name="builder">The container.</param>
    /// <param name="registry">Host and port, put before the image; null for the engine's default.</param>
    public static IResourceBuilder<T> WithImageRegistry<T>(this IResourceBuilder<T> builder, string? registry)
        where T : ContainerResource
    {
        Image(builder).Registry = registry;
        return builder;
    }

    /// <param name="builder">The container.</param>
    /// <param name="sha256">64 hexadecimal digits, in place of a tag.</param>
    public static IResourceBuilder<T> WithImageSHA256<T>(this IResourceBuilder<T> builder, string sha256)
        where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(sha256);
        Image(builder).SHA256 = sha256;
        return builder;
    }

    public static IResourceBuilder<T> WithImagePullPolicy<T>(this IResourceBuilder<T> builder, ImagePullPolicy pullPolicy)
        where T : ContainerResource =>
        builder.WithAnnotation(new ContainerImagePullPolicyAnnotation { ImagePullPolicy = pullPolicy }, ResourceAnnotationMutationBehavior.Replace);

    private static ContainerImageAnnotation Image<T>(IResourceBuilder<T> builder)
        where T : ContainerResource => builder.Resource.TryGetLastAnnotation<ContainerImageAnnotation>(out var image)
            ? image
            : throw new InvalidOperationException($"'{builder.Resource.Name}' has no image. Give it one by AddContainer or WithImage.");
}
