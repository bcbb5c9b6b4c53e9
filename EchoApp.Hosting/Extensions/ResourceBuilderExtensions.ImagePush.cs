using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Names the image in its registry; otherwise it has the resource's name.</summary>
    public static IResourceBuilder<T> WithRemoteImageName<T>(this IResourceBuilder<T> builder, string remoteImageName)
        where T : IComputeResource
    {
        ArgumentException.ThrowIfNullOrEmpty(remoteImageName);
        return builder.WithImagePushOptions(context => context.Options.RemoteImageName = remoteImageName);
    }

    /// <summary>Tags the image in its registry; otherwise <c>latest</c>.</summary>
    public static IResourceBuilder<T> WithRemoteImageTag<T>(this IResourceBuilder<T> builder, string remoteImageTag)
        where T : IComputeResource
    {
        ArgumentException.ThrowIfNullOrEmpty(remoteImageTag);
        return builder.WithImagePushOptions(context => context.Options.RemoteImageTag = remoteImageTag);
    }

    public static IResourceBuilder<T> WithImagePushOptions<T>(this IResourceBuilder<T> builder, Action<ContainerImagePushOptionsCallbackContext> callback)
        where T : IComputeResource => builder.WithAnnotation(new ContainerImagePushOptionsCallbackAnnotation(callback));

    public static IResourceBuilder<T> WithImagePushOptions<T>(this IResourceBuilder<T> builder, Func<ContainerImagePushOptionsCallbackContext, Task> callback)
        where T : IComputeResource => builder.WithAnnotation(new ContainerImagePushOptionsCallbackAnnotation(callback));
}
