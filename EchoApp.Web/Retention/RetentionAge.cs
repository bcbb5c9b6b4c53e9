using EchoApp.Web.Queries;

namespace EchoApp.Web.Retention;

/// <summary>For how long requests are kept, as text.</summary>
internal static class RetentionAge
{
    public const string Rule = "a whole number of seconds, minutes, hours or days, such as 90s, 15m, 12h or 7d, or 0 for no limit";

    /// <returns>Zero for no limit; null where it is none.</returns>
    public static TimeSpan? Parse(string text) => text == "0" ? TimeSpan.Zero
        : QueryTimes.Age(text) is { } microseconds ? TimeSpan.FromMicroseconds(microseconds)
        : null;
}
