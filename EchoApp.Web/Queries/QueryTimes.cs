using System.Globalization;
using System.Text.RegularExpressions;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Queries;

/// <summary>Times of the query language, in microseconds; one that is less than exact stands for all that it may be.</summary>
internal static partial class QueryTimes
{
    private static readonly string[] _days = ["yyyy-MM-dd"];
    private static readonly string[] _minutes = ["yyyy-MM-dd'T'HH:mm"];
    private static readonly string[] _seconds = ["yyyy-MM-dd'T'HH:mm:ss"];
    private static readonly string[] _fractions = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFF"];

    /// <summary>A day, a minute, a second or a microsecond, in UTC unless an offset says otherwise.</summary>
    public static (long Least, long Most)? Time(string text)
    {
        if (TimePattern().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var (formats, length) = match.Groups["fraction"].Success ? (_fractions, 1L)
            : match.Groups["second"].Success ? (_seconds, Microseconds(TimeSpan.FromSeconds(1)))
            : match.Groups["minute"].Success ? (_minutes, Microseconds(TimeSpan.FromMinutes(1)))
            : (_days, Microseconds(TimeSpan.FromDays(1)));
        if (!DateTime.TryParseExact(match.Groups["local"].Value.ToUpperInvariant(), formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            return null;
        }

        var offset = match.Groups["hours"].Success
            ? new TimeSpan(int.Parse(match.Groups["hours"].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups["minutes"].Value, CultureInfo.InvariantCulture), 0)
            : TimeSpan.Zero;
        var least = UnixTime.ToMicroseconds(new DateTimeOffset(time)) - (match.Groups["sign"].Value == "-" ? -1 : 1) * Microseconds(offset);
        return (least, least + length - 1);
    }

    /// <summary><c>90s</c>, <c>15m</c>, <c>2h</c>, <c>7d</c>: microseconds.</summary>
    public static long? Age(string text) => AgePattern().Match(text) is { Success: true } match
        ? long.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) * Microseconds(match.Groups["unit"].Value.ToLowerInvariant() switch
        {
            "s" => TimeSpan.FromSeconds(1),
            "m" => TimeSpan.FromMinutes(1),
            "h" => TimeSpan.FromHours(1),
            _ => TimeSpan.FromDays(1),
        })
        : null;

    private static long Microseconds(TimeSpan time) => (long)time.TotalMicroseconds;

    [GeneratedRegex(@"\A(?<local>\d{4}-\d\d-\d\d(?:[tT]\d\d:\d\d(?<minute>)(?::\d\d(?<second>)(?:\.\d{1,6}(?<fraction>))?)?)?)(?:[zZ]|(?<sign>[+-])(?<hours>[01]\d):(?<minutes>[0-5]\d))?\z", RegexOptions.ECMAScript)]
    private static partial Regex TimePattern();

    [GeneratedRegex(@"\A(?<number>[0-9]{1,6})(?<unit>[smhdSMHD])\z")]
    private static partial Regex AgePattern();
}
