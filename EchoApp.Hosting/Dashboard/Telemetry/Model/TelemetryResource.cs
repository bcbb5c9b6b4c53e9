namespace EchoApp.Hosting.Dashboard.Telemetry.Model;

/// <summary>Who sent it (OpenTelemetry's Resource).</summary>
/// <param name="Name"><c>service.name</c>; that of a resource of the model, where it is one.</param>
/// <param name="InstanceId"><c>service.instance.id</c>, if it was sent.</param>
/// <param name="Attributes">All others.</param>
internal sealed record TelemetryResource(string Name, string? InstanceId, IReadOnlyList<TelemetryAttribute> Attributes);
