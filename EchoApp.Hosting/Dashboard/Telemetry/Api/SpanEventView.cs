using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Telemetry.Api;

/// <param name="Name">For example <c>exception</c>.</param>
/// <param name="Time">UTC.</param>
/// <param name="OffsetMs">Since the start of the trace.</param>
/// <param name="Attributes">As they were sent.</param>
internal sealed record SpanEventView(string Name, DateTime Time, double OffsetMs, IReadOnlyList<TelemetryAttribute> Attributes);
