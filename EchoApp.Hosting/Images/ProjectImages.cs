using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Docker;
using EchoApp.Hosting.Parameters;

namespace EchoApp.Hosting.Images;

/// <summary>Which images are built from the model's projects, and what they are called: the same in build, push and prepare.</summary>
internal sealed class ProjectImages(DistributedApplicationModel model, ParameterValues parameters)
{
    public IReadOnlyList<ProjectResource> Projects { get; } = [.. model.Resources.OfType<ProjectResource>()];

    public bool IsPushed(ProjectResource project) => RegistryOf(project) is not null;

    /// <exception cref="DistributedApplicationException">The name is none that a registry takes, or there are several registries to choose from.</exception>
    public async Task<RemoteImage> OfAsync(ProjectResource project, CancellationToken cancellationToken)
    {
        var options = new ContainerImagePushOptions { RemoteImageName = project.Name.ToLowerInvariant(), RemoteImageTag = "latest" };
        var context = new ContainerImagePushOptionsCallbackContext { Resource = project, Options = options, CancellationToken = cancellationToken };
        foreach (var annotation in project.Annotations.OfType<ContainerImagePushOptionsCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        var image = await RemoteImage.OfAsync(options, RegistryOf(project), expression => expression.FillAsync(ValueOfAsync));
        return image.Checked(project.Name);

        async ValueTask<string?> ValueOfAsync(IValueProvider provider) => provider is ParameterResource parameter
            ? await parameters.GetAsync(parameter, cancellationToken)
            : await provider.GetValueAsync(new ValueProviderContext(), cancellationToken);
    }

    // In Aspire's order: the project's own, its environment's, the only one there is.
    private IContainerRegistry? RegistryOf(ProjectResource project)
    {
        if ((Chosen(project) ?? Chosen(ComposeStepSource.Environment(model))) is { } chosen)
        {
            return chosen;
        }

        return model.Resources.OfType<IContainerRegistry>().ToArray() switch
        {
            [] => null,
            [var registry] => registry,
            var several => throw new DistributedApplicationException(
                $"There are several registries ({string.Join(", ", several.OfType<IResource>().Select(each => $"'{each.Name}'"))}). Say which one the image of '{project.Name}' goes to: WithContainerRegistry."),
        };
    }

    private static IContainerRegistry? Chosen(IResource? resource) =>
        resource is not null && resource.TryGetLastAnnotation<ContainerRegistryReferenceAnnotation>(out var reference) ? reference.Registry : null;
}
