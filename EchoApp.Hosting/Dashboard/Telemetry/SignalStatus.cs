namespace EchoApp.Hosting.Dashboard.Telemetry;

/// <param name="Cursor">Grows with each accepted record.</param>
/// <param name="Count">Log records that are kept.</param>
/// <param name="Dropped">Shed because of a bound.</param>
/// <param name="Rejected">Not taken at all.</param>
/// <param name="Truncated">Kept, but cut.</param>
/// <param name="Refused">Requests that were refused as a whole: busy, too large, malformed or too slow.</param>
internal sealed record SignalStatus(long Cursor, int Count, long Dropped, long Rejected, long Truncated, long Refused);
