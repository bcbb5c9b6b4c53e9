using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Publishing.Images;

/// <summary>What has been pushed in this run.</summary>
internal sealed class PushedImages
{
    private readonly ConcurrentDictionary<IResource, PushedImage> _images = new();

    public void Add(PushedImage image) => _images[image.Project] = image;

    /// <returns>Null where it has not been pushed.</returns>
    public PushedImage? Find(IResource resource) => _images.GetValueOrDefault(resource);

    public IReadOnlyList<PushedImage> All => [.. _images.Values.OrderBy(image => image.Project.Name, StringComparer.Ordinal)];
}
