namespace Aspire.Hosting.ApplicationModel;

/// <summary>Changes the name under which a resource's image is pushed. Callbacks run in the order in which they were added.</summary>
public sealed class ContainerImagePushOptionsCallbackAnnotation : IResourceAnnotation
{
    public ContainerImagePushOptionsCallbackAnnotation(Action<ContainerImagePushOptionsCallbackContext> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        Callback = context =>
        {
            callback(context);
            return Task.CompletedTask;
        };
    }

    public ContainerImagePushOptionsCallbackAnnotation(Func<ContainerImagePushOptionsCallbackContext, Task> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        Callback = callback;
    }

    public Func<ContainerImagePushOptionsCallbackContext, Task> Callback { get; }
}
