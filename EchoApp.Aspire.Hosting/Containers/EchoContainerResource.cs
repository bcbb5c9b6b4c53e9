using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Containers;

/// <summary>
/// An EchoApp as a container, under the same name and with the same annotations: Aspire runs, and writes into its manifest, by the type of a resource, and one cannot be of both.
/// </summary>
internal sealed class EchoContainerResource(EchoResource echo) : ContainerResource(echo.Name), IResourceWithConnectionString
{
    public override ResourceAnnotationCollection Annotations => echo.Annotations;

    public ReferenceExpression ConnectionStringExpression => echo.ConnectionStringExpression;

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() => ((IResourceWithConnectionString)echo).GetConnectionProperties();
}
