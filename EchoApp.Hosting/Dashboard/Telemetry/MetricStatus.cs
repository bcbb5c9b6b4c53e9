namespace EchoApp.Hosting.Dashboard.Telemetry;

/// <param name="Cursor">Grows with each accepted point.</param>
/// <param name="Count">Points that are kept.</param>
/// <param name="Instruments">What they are points of.</param>
/// <param name="Dropped">Points that were shed because of a bound.</param>
/// <param name="Rejected">Points that were not taken at all.</param>
/// <param name="Truncated">Points that are kept, but cut.</param>
internal sealed record MetricStatus(long Cursor, int Count, int Instruments, long Dropped, long Rejected, long Truncated);
