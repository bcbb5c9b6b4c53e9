using EchoApp.Hosting.Dashboard.Pages;
using Microsoft.AspNetCore.Http;

namespace EchoApp.Hosting.Dashboard.Access;

/// <summary>Lets through who may ask: by the right name, with the token or its cookie, and not at the bidding of somebody else's page.</summary>
internal sealed class AccessMiddleware(RequestDelegate next, AllowedHosts hosts, BrowserToken token, TokenCheck check)
{
    /// <summary>Seconds until a token is looked at again.</summary>
    public const string RetryAfter = "1";

    public async Task InvokeAsync(HttpContext context)
    {
        if (await RefusalAsync(context) is { } refusal)
        {
            await refusal.ExecuteAsync(context);
        }
        else
        {
            await next(context);
        }
    }

    private async Task<IResult?> RefusalAsync(HttpContext context)
    {
        if (!hosts.Admit(context.Request.Host))
        {
            return new Problem(StatusCodes.Status400BadRequest, "The dashboard is not called that. Open it by the address that the AppHost has printed.");
        }

        if (RequestOrigin.IsPartOfAnotherPage(context.Request) && IsLogin(context.Request.Path))
        {
            // Else any page could try wrong tokens, by a picture, until nobody's is looked at.
            return new Problem(StatusCodes.Status403Forbidden, "Other pages may only link to the login.");
        }

        if (BrowserToken.Bearer(context.Request) is { } bearer)
        {
            return await OfBearerAsync(context, bearer);
        }

        var isKnown = token.HasCookie(context);
        if (!RequestOrigin.IsSafe(context.Request.Method) && RequestOrigin.IsOwn(context.Request) is var isOwn && (isOwn == false || (isKnown && isOwn is null)))
        {
            return new Problem(StatusCodes.Status403Forbidden, "Only the dashboard's own pages may ask for this.");
        }

        return isKnown || !token.IsRequired || IsPublic(context.Request.Path) ? null : Stranger(context);
    }

    private async Task<IResult?> OfBearerAsync(HttpContext context, string bearer)
    {
        switch (await check.CheckAsync(bearer))
        {
            case TokenVerdict.Right:
                return null;
            case TokenVerdict.TooMany:
                context.Response.Headers.RetryAfter = RetryAfter;
                return new Problem(StatusCodes.Status429TooManyRequests, "Too many wrong tokens just now. Try again in a moment.");
            default:
                return Unauthorized(context, "Wrong token.");
        }
    }

    // A page is worth a login; what a program asks for is not.
    private static IResult Stranger(HttpContext context)
    {
        var request = context.Request;
        return RequestOrigin.IsSafe(request.Method) && !request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) && Accepts.Html(request.Headers)
            ? new Redirect($"{LoginApi.Path}?{ReturnUrl.Parameter}={Uri.EscapeDataString(request.Path + request.QueryString)}")
            : Unauthorized(context, "Log in first, or send the token: Authorization: Bearer TOKEN.");
    }

    private static Problem Unauthorized(HttpContext context, string detail)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return new Problem(StatusCodes.Status401Unauthorized, detail);
    }

    // They hold nothing of the application.
    private static bool IsPublic(PathString path) =>
        path.StartsWithSegments(AssetFiles.Root, StringComparison.OrdinalIgnoreCase) || IsLogin(path);

    // Routes match with a slash at the end too.
    private static bool IsLogin(PathString path) =>
        path.StartsWithSegments(LoginApi.Path, StringComparison.OrdinalIgnoreCase, out var rest) && rest.Value is null or "" or "/";
}
