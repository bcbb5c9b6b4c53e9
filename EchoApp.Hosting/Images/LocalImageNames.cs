using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Images;

/// <summary>Images that the engine of this machine has, under the names of their resources.</summary>
internal sealed class LocalImageNames : IProjectImageNames
{
    public Task<string> OfAsync(ProjectResource project, CancellationToken cancellationToken) => Task.FromResult($"{project.Name.ToLowerInvariant()}:latest");
}
