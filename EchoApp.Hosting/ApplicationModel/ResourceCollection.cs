using System.Collections.ObjectModel;

namespace Aspire.Hosting.ApplicationModel;

internal sealed class ResourceCollection(IList<IResource> resources) : Collection<IResource>(resources), IResourceCollection
{
    public ResourceCollection() : this([])
    {
    }
}
