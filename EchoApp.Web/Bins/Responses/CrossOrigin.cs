using Microsoft.Net.Http.Headers;

namespace EchoApp.Web.Bins.Responses;

/// <summary>Lets pages of other origins send to a bin and read its answers (Fetch, "CORS protocol"). Without credentials: a bin has none.</summary>
internal static class CrossOrigin
{
    private const string Any = "*";
    private const string OneDay = "86400";

    /// <summary>Adds what browsers look for.</summary>
    /// <returns>Whether it is they who ask, before they send (a preflight).</returns>
    public static bool Apply(HttpContext context, string allowed)
    {
        var request = context.Request.Headers;
        var origin = request.Origin.ToString();
        if (origin.Length == 0 || !Reflectable.Are(request.Origin, request.AccessControlRequestMethod, request.AccessControlRequestHeaders) || Granted(allowed, origin) is not { } granted)
        {
            return false;
        }

        var response = context.Response.Headers;
        response.AccessControlAllowOrigin = granted;
        response.AccessControlExposeHeaders = Any;
        if (granted != Any)
        {
            response.Append(HeaderNames.Vary, HeaderNames.Origin);
        }

        if (context.Request.Method != HttpMethods.Options || request.AccessControlRequestMethod.Count == 0)
        {
            return false;
        }

        // "*" does not stand for Authorization, nor for anything to older browsers: what is asked for is granted by name.
        response.AccessControlAllowMethods = request.AccessControlRequestMethod;
        response.AccessControlAllowHeaders = request.AccessControlRequestHeaders;
        response.AccessControlMaxAge = OneDay;
        return true;
    }

    private static string? Granted(string allowed, string origin)
    {
        foreach (var range in allowed.AsSpan().Split(','))
        {
            var each = allowed.AsSpan(range).Trim();
            if (each is Any || each.Equals(origin, StringComparison.OrdinalIgnoreCase))
            {
                return each is Any ? Any : origin;
            }
        }

        return null;
    }
}
