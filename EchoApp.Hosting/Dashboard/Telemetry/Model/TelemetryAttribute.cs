namespace EchoApp.Hosting.Dashboard.Telemetry.Model;

/// <param name="Key">For example <c>http.route</c>.</param>
/// <param name="Value">As text: numbers in the invariant culture, true and false, bytes in base64, arrays and maps as JSON.</param>
internal readonly record struct TelemetryAttribute(string Key, string Value);
