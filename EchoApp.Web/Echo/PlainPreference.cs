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
        return accept.Count > 0 && accept.Sum(value => value?.Length ?? 0) <= LongestAccept && MayRank(accept.ToString())
            && MediaTypeHeaderValue.TryParseList(accept, out var ranges) && Quality(ranges, "text", "plain") > Quality(ranges, "application", "json");
    }

    /// <summary>Whether it says something of the one type that it does not say of the other. What browsers send does not, and is not taken apart.</summary>
    private static bool MayRank(string accept) => Names(accept, "text/plain") || Names(accept, "text/*")
        || (Names(accept, "*/*") && (Names(accept, "application/json") || Names(accept, "application/*")));

    private static bool Names(string accept, string range) => accept.Contains(range, StringComparison.OrdinalIgnoreCase);

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
