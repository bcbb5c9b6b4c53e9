namespace EchoApp.Hosting.Dashboard.Telemetry.Model;

/// <param name="Resource">Who sent it.</param>
/// <param name="Meter">What made it.</param>
/// <param name="Name">For example <c>http.server.request.duration</c>.</param>
/// <param name="Description">What it measures; empty where it was not said.</param>
/// <param name="Unit">As UCUM writes it, for example <c>s</c> or <c>{request}</c>; empty where there is none.</param>
/// <param name="Kind">How its points are to be read.</param>
internal sealed record Instrument(TelemetryResource Resource, TelemetryScope Meter, string Name, string Description, string Unit, InstrumentKind Kind);
