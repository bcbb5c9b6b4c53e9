using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Model;

/// <summary>The resource sends telemetry to the dashboard, by this protocol; gRPC where none is named.</summary>
internal sealed record OtlpExporterAnnotation(OtlpProtocol? Protocol) : IResourceAnnotation;
