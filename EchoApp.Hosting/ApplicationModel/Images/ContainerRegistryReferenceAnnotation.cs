namespace Aspire.Hosting.ApplicationModel;

/// <summary>Which registry a resource's image goes to, where there are several.</summary>
public class ContainerRegistryReferenceAnnotation(IContainerRegistry registry) : IResourceAnnotation
{
    public IContainerRegistry Registry { get; } = registry;
}
