using EchoApp.Hosting.Dashboard.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EchoApp.Hosting.Dashboard.Access;

/// <summary>In with the token, by link or by form; out again.</summary>
internal static class LoginApi
{
    public const string Path = "/login";
    public const string LogoutPath = "/logout";
    public const string TokenParameter = "t";

    public static void MapLogin(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(Path, [HttpMethods.Get, HttpMethods.Head], ShowAsync);
        endpoints.MapPost(Path, SubmitAsync);
        endpoints.MapPost(LogoutPath, Logout);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, BrowserToken token, TokenCheck check)
    {
        var query = context.Request.Query;
        var returnUrl = ReturnUrl.Safe(query[ReturnUrl.Parameter]);
        return query[TokenParameter].ToString() is { Length: > 0 } given ? await TryAsync(context, token, check, given, returnUrl)
            : !token.IsRequired || token.HasCookie(context) ? new Redirect(returnUrl)
            : LoginPage.Of(returnUrl);
    }

    private static async Task<IResult> SubmitAsync(HttpContext context, BrowserToken token, TokenCheck check)
    {
        if (!context.Request.HasFormContentType)
        {
            return new Problem(StatusCodes.Status415UnsupportedMediaType, "The login takes a form: t=TOKEN.");
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return await TryAsync(context, token, check, form[TokenParameter].ToString().Trim(), ReturnUrl.Safe(form[ReturnUrl.Parameter]));
    }

    private static Redirect Logout(HttpContext context)
    {
        context.Response.Cookies.Delete(BrowserToken.CookieName(context), CookieOptions(context));
        return new Redirect(Path);
    }

    private static async Task<IResult> TryAsync(HttpContext context, BrowserToken token, TokenCheck check, string given, string returnUrl)
    {
        switch (await check.CheckAsync(given))
        {
            case TokenVerdict.Wrong:
                return LoginPage.OfWrongToken(returnUrl);
            case TokenVerdict.TooMany:
                context.Response.Headers.RetryAfter = AccessMiddleware.RetryAfter;
                return LoginPage.OfTooMany(returnUrl);
        }

        if (token.IsRequired)
        {
            context.Response.Cookies.Append(BrowserToken.CookieName(context), token.Cookie, CookieOptions(context));
        }

        return new Redirect(returnUrl);
    }

    private static CookieOptions CookieOptions(HttpContext context) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/", Secure = context.Request.IsHttps };
}
