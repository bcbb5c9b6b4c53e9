using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Publishing;

/// <summary>An endpoint with its ports settled.</summary>
/// <param name="Endpoint">As declared.</param>
/// <param name="TargetPort">What the process listens on.</param>
/// <param name="ExposedPort">What callers from outside use.</param>
internal sealed record PublishedEndpoint(EndpointAnnotation Endpoint, PublishedPort TargetPort, PublishedPort ExposedPort);
