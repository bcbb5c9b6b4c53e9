namespace EchoApp.Web.Storage;

/// <summary>Times as the stores keep them: whole microseconds since 1970.</summary>
internal static class UnixTime
{
    private const long TicksInMicrosecond = TimeSpan.TicksPerMillisecond / 1000;

    public static long ToMicroseconds(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TicksInMicrosecond;

    public static DateTimeOffset FromMicroseconds(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TicksInMicrosecond);
}
