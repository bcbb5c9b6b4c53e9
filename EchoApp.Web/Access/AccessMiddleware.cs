using EchoApp.Web.Pages;

namespace EchoApp.Web.Access;

/// <summary>
/// Lets through to endpoints that need it only who asks by a name of ours, is no page of another origin, and shows the token,
/// <c>Authorization: Bearer</c> (RFC 6750 section 2.1), or the cookie of a session.
/// </summary>
internal sealed class AccessMiddleware(RequestDelegate next, AccessToken token, Sessions sessions, AllowedHosts hosts)
{
    private const string Scheme = "Bearer";

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<RequiresAccess>() is { } required && await RefuseAsync(context, required) is { } refusal)
        {
            await refusal.ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    private async ValueTask<ProblemResult?> RefuseAsync(HttpContext context, RequiresAccess required)
    {
        var request = context.Request;
        if (!hosts.Allow(request.Host))
        {
            return new(StatusCodes.Status403Forbidden, "It does not answer by this name: ask for it by localhost or an address, or give the name in Access__Hosts.");
        }

        if (IsFromElsewhere(request))
        {
            return new(StatusCodes.Status403Forbidden, "It does not answer pages of other origins.");
        }

        if (!required.Token || token.IsAnonymous)
        {
            return null;
        }

        var shown = request.Headers.Authorization.ToString().AsSpan().Trim();
        if (shown.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && (shown.Length == Scheme.Length || shown[Scheme.Length] == ' '))
        {
            return token.Is(shown[Scheme.Length..].Trim()) ? null : Unauthorized(context, $"{Scheme} error=\"invalid_token\"", "The token is not the one of this EchoApp.");
        }

        return await sessions.IsInOneAsync(context) ? null
            : Unauthorized(context, Scheme, "It needs the token: Authorization: Bearer TOKEN. Browsers log in at /login.");
    }

    private static ProblemResult Unauthorized(HttpContext context, string challenge, string detail)
    {
        context.Response.Headers.WWWAuthenticate = challenge;
        return new(StatusCodes.Status401Unauthorized, detail);
    }

    /// <summary>A page of another origin has its browser send this; programs say nothing of the kind.</summary>
    private static bool IsFromElsewhere(HttpRequest request) =>
        (request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site" && !IsFollowedLink(request))
        || (request.Headers.Origin.ToString() is { Length: > 0 } origin && !IsOwn(origin, request));

    private static bool IsOwn(string origin, HttpRequest request)
    {
        // Browsers leave the usual port out.
        var usual = request.Scheme == Uri.UriSchemeHttps ? 443 : 80;
        var host = request.Host.Port == usual ? request.Host.Host : request.Host.Value;
        return origin.Equals($"{request.Scheme}://{host}", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether somebody goes here from another page, which cannot see what is answered: Aspire's dashboard has such links.</summary>
    private static bool IsFollowedLink(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"] == "document";
}
