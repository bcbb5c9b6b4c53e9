namespace EchoApp.Hosting.Dashboard.Telemetry;

/// <param name="Cursor">Grows with each accepted point.</param>
/// <param name="Count">Points that are kept.</param>
/// <param name="Instruments">What they are points of.</param>
/// <param name="Dropped">Points that were shed because of a bound.</param>
/// <param name="Rejected">Points that were not taken at all.</param>
/// <param name="Truncated">Points that are kept, but cut.</param>
/// <param name="Refused">Requests that were refused as a whole: busy, too large, malformed or too slow.</param>
internal sealed record MetricStatus(long Cursor, int Count, int Instruments, long Dropped, long Rejected, long Truncated, long Refused);
