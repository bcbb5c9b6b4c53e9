using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Publishing;

/// <summary>Resources that are not published.</summary>
internal sealed class HiddenResources(IReadOnlyCollection<IResource> resources)
{
    public bool Contains(IResource resource) => resources.Contains(resource);

    /// <summary>Whether a value is made of them: an address, a connection string, or text that has one in it.</summary>
    public bool AreReachedBy(object value) => AreReachedBy(value, []);

    private bool AreReachedBy(object value, HashSet<object> seen) => value switch
    {
        IResource resource when Contains(resource) => true,
        IResourceBuilder<IResource> builder => AreReachedBy(builder.Resource, seen),
        IValueWithReferences references => seen.Add(value) && references.References.Any(reference => AreReachedBy(reference, seen)),
        _ => false,
    };
}
