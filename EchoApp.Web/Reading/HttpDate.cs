using System.Globalization;

namespace EchoApp.Web.Reading;

/// <summary>HTTP-date in its three forms: IMF-fixdate, that of RFC 850 and that of asctime (RFC 9110 section 5.6.7).</summary>
/// <param name="Time">In UTC.</param>
/// <param name="IsDayRight">Whether the day of the week is that of the date.</param>
internal readonly record struct HttpDate(DateTime Time, bool IsDayRight)
{
    private const string Fixdate = "dd MMM yyyy HH:mm:ss 'GMT'";
    private const string Rfc850 = "dd-MMM-yyyy HH:mm:ss 'GMT'";
    private const string Asctime = "MMM dd HH:mm:ss yyyy";
    private const string AsctimeOfOneDigit = "MMM  d HH:mm:ss yyyy";

    /// <summary>Years from now on which a year of two digits would be too far ahead.</summary>
    private const int FarAhead = 50;

    /// <param name="text">What was sent.</param>
    /// <param name="now">When it was.</param>
    /// <returns>Null for what is no such date.</returns>
    public static HttpDate? Parse(string text, DateTimeOffset now)
    {
        var end = text.IndexOf(' ', StringComparison.Ordinal);
        if (end < 0)
        {
            return null;
        }

        // The grammar has a second 60, which the framework has not: it is of the day before it ends.
        const string Leap = ":60 ";
        var (day, date) = (text[..end], text[(end + 1)..].Replace(Leap, ":59 ", StringComparison.Ordinal));
        var found = day is [.. var name, ','] ? Of(name, isWhole: false, ParseExactly(date, Fixdate)) ?? Of(name, isWhole: true, ParseRfc850(date, now))
            : Of(day, isWhole: false, ParseExactly(date, Asctime) ?? ParseExactly(date, AsctimeOfOneDigit));
        return found is { } read && text.Contains(Leap, StringComparison.Ordinal) && read.Time < DateTime.MaxValue.AddSeconds(-1) ? read with { Time = read.Time.AddSeconds(1) } : found;
    }

    private static HttpDate? Of(string day, bool isWhole, DateTime? time)
    {
        var names = isWhole ? CultureInfo.InvariantCulture.DateTimeFormat.DayNames : CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedDayNames;
        return time is { } found && Array.IndexOf(names, day) is >= 0 and var weekday ? new(found, weekday == (int)found.DayOfWeek) : null;
    }

    /// <summary>The day of the week is right in one of the centuries alone, and does not decide on which.</summary>
    private static DateTime? ParseRfc850(string text, DateTimeOffset now)
    {
        var year = text.LastIndexOf('-') + 1;
        if (year == 0 || year + 2 > text.Length || !int.TryParse(text.AsSpan(year, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var ofCentury))
        {
            return null;
        }

        var full = now.Year - (now.Year % 100) + ofCentury;
        return In(full) > now.UtcDateTime.AddYears(FarAhead) ? In(full - 100) : In(full);

        DateTime? In(int fullYear) => ParseExactly(string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, year)}{fullYear}{text.AsSpan(year + 2)}"), Rfc850);
    }

    /// <summary>The grammar is case-sensitive, which the framework is not.</summary>
    private static DateTime? ParseExactly(string text, string format) =>
        DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
        && date.ToString(format, CultureInfo.InvariantCulture) == text ? date : null;
}
