namespace EchoApp.Hosting.Dashboard.Telemetry.Api;

/// <summary>An attribute of an instrument's series, and the values that it has.</summary>
internal sealed record DimensionKeyView(string Key, IReadOnlyList<string> Values);
