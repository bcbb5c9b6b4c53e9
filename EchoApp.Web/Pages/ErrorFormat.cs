using Microsoft.Net.Http.Headers;

namespace EchoApp.Web.Pages;

internal static class ErrorFormat
{
    /// <summary>The framework's parser takes a time that grows with the square of the length.</summary>
    private const int LongestAccept = 2048;

    /// <summary>A page for who names HTML in Accept and likes it no less than JSON; problem+json for everyone else, */* included.</summary>
    public static bool PrefersHtml(IHeaderDictionary headers)
    {
        if (headers.Accept.Sum(value => value?.Length ?? 0) > LongestAccept || !MediaTypeHeaderValue.TryParseList(headers.Accept.OfType<string>().ToList(), out var accepted))
        {
            return false;
        }

        var html = Quality(accepted, type => type is "text/html" or "application/xhtml+xml" or "text/*");
        return html > 0 && html >= Quality(accepted, type => type is "application/problem+json" or "application/json" or "application/*");
    }

    private static double Quality(IEnumerable<MediaTypeHeaderValue> accepted, Func<string, bool> matches) => accepted
        .Where(type => matches(type.MediaType.ToString().ToLowerInvariant()))
        .Select(type => type.Quality ?? 1)
        .DefaultIfEmpty(0)
        .Max();
}
