namespace EchoApp.Hosting.Dashboard.Telemetry.Api;

internal sealed record InstrumentView(string Name, string Description, string Unit, string Kind, int Dimensions, int Points);
