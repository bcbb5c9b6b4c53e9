namespace Aspire.Hosting.ApplicationModel;

public class ContainerRegistryResource : Resource, IContainerRegistry
{
    private readonly ReferenceExpression _endpoint;
    private readonly ReferenceExpression? _repository;

    /// <param name="name">The resource's name.</param>
    /// <param name="endpoint"><c>host</c> or <c>host:port</c>.</param>
    /// <param name="repository">What stands before the names of images.</param>
    public ContainerRegistryResource(string name, ReferenceExpression endpoint, ReferenceExpression? repository = null)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        _endpoint = endpoint;
        _repository = repository;
    }

    ReferenceExpression IContainerRegistry.Name => ReferenceExpression.Create($"{Name}");

    ReferenceExpression IContainerRegistry.Endpoint => _endpoint;

    ReferenceExpression? IContainerRegistry.Repository => _repository;
}
