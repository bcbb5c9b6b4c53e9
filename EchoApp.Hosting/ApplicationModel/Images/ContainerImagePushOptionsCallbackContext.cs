namespace Aspire.Hosting.ApplicationModel;

public sealed class ContainerImagePushOptionsCallbackContext
{
    public required IResource Resource { get; init; }

    /// <summary>Beforehand the resource's name and <c>latest</c>; the callback changes them.</summary>
    public required ContainerImagePushOptions Options { get; init; }

    public CancellationToken CancellationToken { get; init; }
}
