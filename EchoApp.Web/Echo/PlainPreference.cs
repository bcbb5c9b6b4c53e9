using Microsoft.Net.Http.Headers;

namespace EchoApp.Web.Echo;

/// <summary>Whether a client would rather have <c>text/plain</c> than JSON (RFC 9110 section 12.5.1).</summary>
internal static class PlainPreference
{
    /// <summary>The framework's parser takes a time that grows with the square of the length.</summary>
    private const int LongestAccept = 2048;

    /// <summary>Strictly rather: who takes both alike, as <c>*/*</c> does, gets JSON.</summary>
    public static bool Of(IHeaderDictionary headers)
    {
        var accept = headers.Accept;
        if (accept.Count == 0 || accept.Sum(value => value?.Length ?? 0) > LongestAccept || !accept.ToString().Contains("text/", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        return MediaTypeHeaderValue.TryParseList(accept, out var ranges) && Quality(ranges, "text", "plain") > Quality(ranges, "application", "json");
    }

    /// <summary>That of the range that is closest to the type.</summary>
    private static double Quality(IList<MediaTypeHeaderValue> ranges, string type, string subtype)
    {
        var closest = -1;
        var quality = 0.0;
        foreach (var range in ranges)
        {
            var closeness = range.MatchesAllTypes ? 0
                : !range.Type.Equals(type, StringComparison.OrdinalIgnoreCase) ? -1
                : range.MatchesAllSubTypes ? 1
                : range.SubType.Equals(subtype, StringComparison.OrdinalIgnoreCase) ? 2 : -1;
            if (closeness > closest)
            {
                closest = closeness;
                quality = range.Quality ?? (range.Parameters.Any(parameter => parameter.Name.Equals("q", StringComparison.OrdinalIgnoreCase)) ? 0 : 1);
            }
        }

        return quality;
    }
}
