using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Model;

/// <summary>Notes the endpoint that a health check asks, so that a missing one is found before anything starts.</summary>
internal sealed record HttpHealthCheckAnnotation(EndpointReference Endpoint) : IResourceAnnotation;
