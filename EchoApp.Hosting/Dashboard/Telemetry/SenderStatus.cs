using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Telemetry;

/// <param name="Name"><c>service.name</c>.</param>
/// <param name="InstanceId"><c>service.instance.id</c>, if it was sent.</param>
/// <param name="Errors">Log records of level error and above since the start, also those no longer kept.</param>
/// <param name="Warnings">Those of level warning.</param>
/// <param name="Attributes">What else it said of itself the last time.</param>
internal sealed record SenderStatus(string Name, string? InstanceId, long Errors, long Warnings, IReadOnlyList<TelemetryAttribute> Attributes);
