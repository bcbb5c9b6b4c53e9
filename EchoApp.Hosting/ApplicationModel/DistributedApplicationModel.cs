namespace Aspire.Hosting.ApplicationModel;

/// <summary>What AppHost.cs declared, as it stood when <see cref="IDistributedApplicationBuilder.Build"/> was called.</summary>
public class DistributedApplicationModel(IResourceCollection resources)
{
    public DistributedApplicationModel(IEnumerable<IResource> resources) : this(new ResourceCollection([.. resources]))
    {
    }

    public IResourceCollection Resources { get; } = resources;
}
