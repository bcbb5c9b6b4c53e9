namespace EchoApp.Web.Reading;

/// <summary>Seconds since 1970-01-01T00:00:00Z, leap seconds not counted.</summary>
internal static class UnixSeconds
{
    private static readonly long _least = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    private static readonly long _most = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <returns>In UTC; null beyond the years 1 to 9999.</returns>
    public static DateTime? ToUtc(double seconds) =>
        seconds >= _least && seconds <= _most ? DateTimeOffset.FromUnixTimeSeconds((long)Math.Floor(seconds)).UtcDateTime : null;
}
