using EchoApp.Hosting.Images;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Under which name an image is pushed.</summary>
public sealed class ContainerImagePushOptions
{
    /// <summary>Such as <c>web</c> or <c>team/web</c>; with a host before it, that host is the registry.</summary>
    public string? RemoteImageName { get; set; }

    /// <summary><c>latest</c> if null.</summary>
    public string? RemoteImageTag { get; set; }

    /// <returns><c>endpoint/repository/name:tag</c>.</returns>
    /// <exception cref="InvalidOperationException">There is no name.</exception>
    public async Task<string> GetFullRemoteImageNameAsync(IContainerRegistry registry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(registry);
        return (await RemoteImage.OfAsync(this, registry, expression => expression.GetValueAsync(cancellationToken))).Reference;
    }
}
