namespace EchoApp.Hosting.Dashboard.Otlp.Decoding;

/// <summary>Times of OTLP: nanoseconds since 1970, 0 where there is none. Of them .NET keeps steps of 100.</summary>
internal static class UnixTime
{
    private const ulong NanosecondsPerTick = 100;

    public static DateTime? Of(ulong nanoseconds) =>
        nanoseconds == 0 ? null : DateTime.UnixEpoch.AddTicks((long)(nanoseconds / NanosecondsPerTick));

    /// <summary>From one time to another; zero if the other is not later.</summary>
    public static TimeSpan Between(ulong start, ulong end) =>
        end > start ? TimeSpan.FromTicks((long)(Math.Min(end - start, long.MaxValue) / NanosecondsPerTick)) : TimeSpan.Zero;
}
