namespace Aspire.Hosting.ApplicationModel;

/// <summary>A place that an application is published to, such as a Docker Compose project.</summary>
public interface IComputeEnvironmentResource : IResource
{
    /// <summary>The host name by which services of this place reach the endpoint.</summary>
    ReferenceExpression GetHostAddressExpression(EndpointReference endpointReference);
}
