namespace EchoApp.Hosting.Dashboard.Telemetry.Model;

/// <summary>One structured log record.</summary>
/// <param name="Resource">Who sent it.</param>
/// <param name="Scope">The logger; its name is the category.</param>
/// <param name="Time">When it was written, or, where that was not sent, observed; UTC.</param>
/// <param name="Severity">1 (trace) to 24 (fatal) as OpenTelemetry numbers them; 0 where it was not sent.</param>
/// <param name="Message">The body as text, formatted where it had a template.</param>
/// <param name="EventName">The name of the event, if it has one.</param>
/// <param name="TraceId">32 hexadecimal digits, or null.</param>
/// <param name="SpanId">16 hexadecimal digits, or null.</param>
/// <param name="Attributes">What the message was formatted from, and scopes.</param>
internal sealed record LogRecord(
    TelemetryResource Resource,
    TelemetryScope Scope,
    DateTime Time,
    int Severity,
    string Message,
    string? EventName,
    string? TraceId,
    string? SpanId,
    IReadOnlyList<TelemetryAttribute> Attributes)
{
    /// <summary>Whether something of it was left out when it was read.</summary>
    public bool IsCut { get; init; }
}
