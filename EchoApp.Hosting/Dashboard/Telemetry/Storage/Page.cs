namespace EchoApp.Hosting.Dashboard.Telemetry.Storage;

/// <param name="Items">What was found, ascending by number.</param>
/// <param name="Cursor">The number up to which was looked.</param>
/// <param name="HasMore">Whether there are more in the direction in which was looked.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, long Cursor, bool HasMore);
