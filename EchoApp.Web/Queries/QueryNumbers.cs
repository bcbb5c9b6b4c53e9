using System.Globalization;
using System.Text.RegularExpressions;

namespace EchoApp.Web.Queries;

/// <summary>Numbers of the query language; those that stand for several have a least and a most.</summary>
internal static partial class QueryNumbers
{
    private const long Kibi = 1024;
    private const long Largest = 1L << 60;

    public static string Rule(NumberField field) => field switch
    {
        NumberField.Status => "A status is 404, 4xx, 400..499, or is compared: status>=400.",
        NumberField.Size => "A size is a number of bytes, or of KiB, MiB, GiB with k, M, G: size>10k, size:1k..2M.",
        _ => "A time is 2026-11-29, 2026-11-29T12:30 or 2026-11-29T12:30:45.5, in UTC or with an offset such as +01:00: time>=2026-11-29T12:30Z.",
    };

    /// <summary><c>404</c>, or <c>4xx</c>.</summary>
    public static (long Least, long Most)? Status(string text) => StatusPattern().IsMatch(text)
        ? (long.Parse(text.ToLowerInvariant().Replace('x', '0'), CultureInfo.InvariantCulture), long.Parse(text.ToLowerInvariant().Replace('x', '9'), CultureInfo.InvariantCulture))
        : null;

    /// <summary><c>100</c>, <c>10k</c>, <c>1.5M</c>: bytes.</summary>
    public static (long Least, long Most)? Size(string text)
    {
        if (SizePattern().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var unit = match.Groups["unit"].Value.ToLowerInvariant() switch
        {
            "k" => Kibi,
            "m" => Kibi * Kibi,
            "g" => Kibi * Kibi * Kibi,
            _ => 1,
        };
        var bytes = decimal.Parse(match.Groups["number"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * unit;
        return bytes <= Largest ? ((long)bytes, (long)bytes) : null;
    }

    [GeneratedRegex(@"\A[1-9](?:[0-9][0-9]|[0-9][xX]|[xX][xX])\z")]
    private static partial Regex StatusPattern();

    [GeneratedRegex(@"\A(?<number>[0-9]{1,12}(?:\.[0-9]{1,6})?)(?<unit>[kKmMgG]?)(?:i?[bB])?\z")]
    private static partial Regex SizePattern();
}
