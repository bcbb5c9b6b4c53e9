using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Images;

/// <summary>The references by which engines find the images of projects.</summary>
internal interface IProjectImageNames
{
    Task<string> OfAsync(ProjectResource project, CancellationToken cancellationToken);
}
