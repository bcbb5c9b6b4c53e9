namespace EchoApp.Hosting.Dashboard.Telemetry.Api;

/// <param name="Items">What was found.</param>
/// <param name="Cursor">The number up to which was looked.</param>
/// <param name="HasMore">Whether there are more in the direction in which was looked.</param>
/// <param name="Count">How many are kept at all.</param>
/// <param name="Dropped">How many were shed because of a bound.</param>
internal sealed record PageView<T>(IReadOnlyList<T> Items, long Cursor, bool HasMore, int Count, long Dropped);
