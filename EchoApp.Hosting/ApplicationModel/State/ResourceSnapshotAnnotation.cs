namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a resource of one's own kind looks before anything happens to it.</summary>
public sealed class ResourceSnapshotAnnotation(CustomResourceSnapshot initialSnapshot) : IResourceAnnotation
{
    public CustomResourceSnapshot InitialSnapshot { get; } = initialSnapshot;
}
