using Microsoft.AspNetCore.Http;

namespace EchoApp.Hosting.Dashboard.Access;

/// <summary>Where a request comes from, as far as a browser says so.</summary>
internal static class RequestOrigin
{
    /// <summary>True for the dashboard's own pages, false for those of others, null for what is no browser.</summary>
    public static bool? IsOwn(HttpRequest request)
    {
        // Browsers tell it to where they trust, which is every localhost; pages cannot set it.
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
        {
            return site == "same-origin";
        }

        return request.Headers.Origin.ToString() is { Length: > 0 } origin
            ? origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
            : null;
    }

    /// <summary>Whether a page of somebody else asks for it without going there: for a picture, a frame, or by script.</summary>
    public static bool IsPartOfAnotherPage(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site" && request.Headers["Sec-Fetch-Dest"].ToString() is not ("" or "document");

    public static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
