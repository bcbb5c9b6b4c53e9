namespace EchoApp.Hosting.Dashboard.Telemetry.Model;

/// <summary>The logger, activity source or meter (OpenTelemetry's InstrumentationScope).</summary>
internal sealed record TelemetryScope(string Name, string? Version, IReadOnlyList<TelemetryAttribute> Attributes);
