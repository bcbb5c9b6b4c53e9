namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where images are pushed to.</summary>
public interface IContainerRegistry
{
    ReferenceExpression Name { get; }

    /// <summary><c>host</c> or <c>host:port</c>, as in image references.</summary>
    ReferenceExpression Endpoint { get; }

    /// <summary>What stands between the endpoint and the name of an image, such as the name of an organisation.</summary>
    ReferenceExpression? Repository => null;
}
