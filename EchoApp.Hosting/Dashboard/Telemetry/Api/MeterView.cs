namespace EchoApp.Hosting.Dashboard.Telemetry.Api;

internal sealed record MeterView(string Name, string? Version, IReadOnlyList<InstrumentView> Instruments);
