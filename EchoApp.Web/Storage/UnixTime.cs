namespace EchoApp.Web.Storage;

/// <summary>Times as the stores keep them: whole microseconds since 1970.</summary>
internal static class UnixTime
{
    private const long TicksInMicrosecond = TimeSpan.TicksPerMillisecond / 1000;

    public static long ToMicroseconds(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TicksInMicrosecond;

    /// <summary>The time as a store gives it back.</summary>
    public static DateTimeOffset Round(DateTimeOffset time) => FromMicroseconds(ToMicroseconds(time));

    public static DateTimeOffset FromMicroseconds(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TicksInMicrosecond);
}
