namespace EchoApp.Web.Access;

/// <summary>
/// Who may ask: by a name of ours, no page of another origin, and, where that is required, who shows the token, <c>Authorization: Bearer</c> (RFC 6750
/// section 2.1), or the cookie of a session.
/// </summary>
internal sealed class AccessRules(AccessToken token, Sessions sessions, AllowedHosts hosts)
{
    private const string Scheme = "Bearer";

    /// <returns>Why not; null for who may.</returns>
    /// <exception cref="Storage.StoreUnavailableException">Nobody knows whether there is such a session.</exception>
    public async ValueTask<AccessRefusal?> RefuseAsync(HttpContext context, RequiresAccess required)
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
            return token.Is(shown[Scheme.Length..].Trim()) ? null : Unauthorized($"{Scheme} error=\"invalid_token\"", "The token is not the one of this EchoApp.");
        }

        return await sessions.IsInOneAsync(context) ? null : Unauthorized(Scheme, "It needs the token: Authorization: Bearer TOKEN. Browsers log in at /login.");
    }

    /// <summary>Whether who was let through to an endpoint would be let through now: an answer may take longer than a session.</summary>
    /// <exception cref="Storage.StoreUnavailableException">Nobody knows.</exception>
    public async Task<bool> StillAllowAsync(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<RequiresAccess>() is not { } required || await RefuseAsync(context, required) is null;

    private static AccessRefusal Unauthorized(string challenge, string detail) => new(StatusCodes.Status401Unauthorized, detail, challenge);

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
