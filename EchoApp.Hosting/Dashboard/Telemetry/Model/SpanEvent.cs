namespace EchoApp.Hosting.Dashboard.Telemetry.Model;

/// <param name="Name">For example <c>exception</c>.</param>
/// <param name="Time">UTC.</param>
/// <param name="Attributes">Of an exception its type, message and stack trace.</param>
internal sealed record SpanEvent(string Name, DateTime Time, IReadOnlyList<TelemetryAttribute> Attributes);
