namespace EchoApp.Hosting.Dashboard.Telemetry.Model;

/// <param name="Resource">Who sent it.</param>
/// <param name="Scope">The activity source.</param>
/// <param name="TraceId">32 hexadecimal digits.</param>
/// <param name="SpanId">16 hexadecimal digits.</param>
/// <param name="ParentSpanId">16 hexadecimal digits; null at the root.</param>
/// <param name="Name">For example <c>GET /next</c>.</param>
/// <param name="Kind">Its part in the exchange.</param>
/// <param name="Start">UTC.</param>
/// <param name="Duration">Never negative.</param>
/// <param name="Status">How it ended.</param>
/// <param name="StatusMessage">Why it failed, if it said so.</param>
/// <param name="Attributes">In the order in which they were sent.</param>
/// <param name="Events">Ascending by time.</param>
/// <param name="Links">Other causes.</param>
internal sealed record Span(
    TelemetryResource Resource,
    TelemetryScope Scope,
    string TraceId,
    string SpanId,
    string? ParentSpanId,
    string Name,
    SpanKind Kind,
    DateTime Start,
    TimeSpan Duration,
    SpanStatus Status,
    string? StatusMessage,
    IReadOnlyList<TelemetryAttribute> Attributes,
    IReadOnlyList<SpanEvent> Events,
    IReadOnlyList<SpanLink> Links)
{
    /// <summary>Whether something of it was left out when it was read.</summary>
    public bool IsCut { get; init; }

    public DateTime End => Start + Duration;
}
