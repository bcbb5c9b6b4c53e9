using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;

namespace EchoApp.Tests.Publishing.Images;

/// <summary>Stands where Aspire builds and pushes images, and notes what it was asked for.</summary>
internal sealed class FakeImages(ConcurrentQueue<string> calls) : IResourceContainerImageManager
{
    public Task BuildImageAsync(IResource resource, CancellationToken cancellationToken = default) => NoteAsync("build", resource);

    public async Task BuildImagesAsync(IEnumerable<IResource> resources, CancellationToken cancellationToken = default)
    {
        foreach (var resource in resources)
        {
            await BuildImageAsync(resource, cancellationToken);
        }
    }

    public Task PushImageAsync(IResource resource, CancellationToken cancellationToken) => NoteAsync("push", resource);

    private Task NoteAsync(string what, IResource resource)
    {
        calls.Enqueue($"{what} {resource.Name}");
        return Task.CompletedTask;
    }
}
