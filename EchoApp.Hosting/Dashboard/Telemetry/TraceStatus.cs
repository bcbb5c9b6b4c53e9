namespace EchoApp.Hosting.Dashboard.Telemetry;

/// <param name="Cursor">Grows with each accepted span.</param>
/// <param name="Count">Traces that are kept.</param>
/// <param name="Spans">Spans that are kept.</param>
/// <param name="Dropped">Spans that were shed because of a bound, also those that came too late for a trace that was.</param>
/// <param name="Rejected">Spans that were not taken at all.</param>
/// <param name="Truncated">Spans that are kept, but cut.</param>
/// <param name="Refused">Requests that were refused as a whole: busy, too large, malformed or too slow.</param>
internal sealed record TraceStatus(long Cursor, int Count, int Spans, long Dropped, long Rejected, long Truncated, long Refused);
