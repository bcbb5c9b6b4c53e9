using System.Net.Http.Headers;
using EchoApp.Web.Pages;

namespace EchoApp.Web.Access;

/// <summary>Lets through to endpoints that need the token only who shows it: <c>Authorization: Bearer</c> (RFC 6750 section 2.1).</summary>
internal sealed class AccessMiddleware(RequestDelegate next, AccessToken token)
{
    private const string Scheme = "Bearer";

    public Task InvokeAsync(HttpContext context)
    {
        if (token.IsAnonymous || context.GetEndpoint()?.Metadata.GetMetadata<RequiresAccess>() is null)
        {
            return next(context);
        }

        var isShown = AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out var shown)
            && shown.Scheme.Equals(Scheme, StringComparison.OrdinalIgnoreCase);
        if (isShown && token.Is(shown!.Parameter))
        {
            return next(context);
        }

        context.Response.Headers.WWWAuthenticate = isShown ? $"{Scheme} error=\"invalid_token\"" : Scheme;
        return new ProblemResult(StatusCodes.Status401Unauthorized, isShown ? "The token is not the one of this EchoApp." : "It needs the token: Authorization: Bearer TOKEN.")
            .ExecuteAsync(context);
    }
}
