using EchoApp.Web.Pages;

namespace EchoApp.Web.Access;

/// <summary>
/// Lets through to endpoints that need it only who asks by a name of ours, is no page of another origin, and shows the token:
/// <c>Authorization: Bearer</c> (RFC 6750 section 2.1).
/// </summary>
internal sealed class AccessMiddleware(RequestDelegate next, AccessToken token, AllowedHosts hosts)
{
    private const string Scheme = "Bearer";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<RequiresAccess>() is null)
        {
            return next(context);
        }

        if (!hosts.Allow(context.Request.Host))
        {
            return Refuse(context, StatusCodes.Status403Forbidden, "It does not answer by this name: ask for it by localhost or an address, or give the name in Access__Hosts.");
        }

        if (IsFromElsewhere(context.Request))
        {
            return Refuse(context, StatusCodes.Status403Forbidden, "It does not answer pages of other origins.");
        }

        if (token.IsAnonymous)
        {
            return next(context);
        }

        var shown = context.Request.Headers.Authorization.ToString().AsSpan().Trim();
        var isShown = shown.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && (shown.Length == Scheme.Length || shown[Scheme.Length] == ' ');
        if (isShown && token.Is(shown[Scheme.Length..].Trim()))
        {
            return next(context);
        }

        context.Response.Headers.WWWAuthenticate = isShown ? $"{Scheme} error=\"invalid_token\"" : Scheme;
        return Refuse(context, StatusCodes.Status401Unauthorized, isShown ? "The token is not the one of this EchoApp." : "It needs the token: Authorization: Bearer TOKEN.");
    }

    private static Task Refuse(HttpContext context, int status, string detail) => new ProblemResult(status, detail).ExecuteAsync(context);

    /// <summary>A page of another origin has its browser send this; programs say nothing of the kind.</summary>
    private static bool IsFromElsewhere(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site"
        || (request.Headers.Origin.ToString() is { Length: > 0 } origin && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase));
}
