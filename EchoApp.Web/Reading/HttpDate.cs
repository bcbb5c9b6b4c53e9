using System.Globalization;

namespace EchoApp.Web.Reading;

/// <summary>HTTP-date in its three forms: IMF-fixdate, that of RFC 850 and that of asctime (RFC 9110 section 5.6.7).</summary>
internal static class HttpDate
{
    private const string Fixdate = "ddd, dd MMM yyyy HH:mm:ss 'GMT'";
    private const string Rfc850WithoutDay = "dd-MMM-yyyy HH:mm:ss 'GMT'";
    private const string Rfc850 = $"dddd, {Rfc850WithoutDay}";
    private const string Asctime = "ddd MMM dd HH:mm:ss yyyy";
    private const string AsctimeOfOneDigit = "ddd MMM  d HH:mm:ss yyyy";

    /// <summary>Years from now on which a year of two digits would be too far ahead.</summary>
    private const int FarAhead = 50;

    /// <param name="text">What was sent.</param>
    /// <param name="now">When it was.</param>
    /// <returns>In UTC; null for what is no such date, or says the wrong day of the week.</returns>
    public static DateTime? Parse(string text, DateTimeOffset now) =>
        ParseExactly(text, Fixdate) ?? ParseExactly(text, Asctime) ?? ParseExactly(text, AsctimeOfOneDigit) ?? ParseRfc850(text, now);

    private static DateTime? ParseRfc850(string text, DateTimeOffset now)
    {
        var day = text.IndexOf(", ", StringComparison.Ordinal) + 2;
        var year = text.LastIndexOf('-') + 1;
        if (year <= day || year + 2 > text.Length || !int.TryParse(text.AsSpan(year, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var ofCentury))
        {
            return null;
        }

        // The day of the week is right in one of the centuries alone, and does not decide on which.
        var full = now.Year - (now.Year % 100) + ofCentury;
        var isFarAhead = ParseExactly(With(full)[day..], Rfc850WithoutDay) > now.UtcDateTime.AddYears(FarAhead);
        return ParseExactly(With(isFarAhead ? full - 100 : full), Rfc850);

        string With(int fullYear) => string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, year)}{fullYear}{text.AsSpan(year + 2)}");
    }

    /// <summary>The grammar is case-sensitive, which the framework is not.</summary>
    private static DateTime? ParseExactly(string text, string format) =>
        DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
        && date.ToString(format, CultureInfo.InvariantCulture) == text ? date : null;
}
