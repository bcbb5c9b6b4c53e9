using System.Text;
using EchoApp.Web.Api;
using EchoApp.Web.Echo;
using EchoApp.Web.Pages;

namespace EchoApp.Web.Access;

/// <summary>How a browser gets into a session, and out of it.</summary>
internal sealed class LoginApi(AccessToken token, Sessions sessions)
{
    private const string LoginPath = "/login";
    private const int LongestForm = 4096;

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(LoginPath, [HttpMethods.Get, HttpMethods.Head], ShowAsync).RequireOwnOrigin();
        endpoints.MapPost(LoginPath, LogInAsync).RequireOwnOrigin();
        endpoints.MapPost("/logout", LogOutAsync).RequireOwnOrigin();
        endpoints.Map([HttpMethods.Delete], "/api/sessions", EndAllAsync).WithTags("Sessions").WithSummary("End the sessions of all browsers").AnswersNothing().Refuses().RequireAccess();
    }

    /// <summary>Whether a request may carry the code of a link, which is a secret until it is used.</summary>
    public static bool HasCode(HttpRequest request) => request.Path.StartsWithSegments(LoginPath);

    /// <summary>The page to log in by, or out; or, by a login link, the login itself.</summary>
    private async Task ShowAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) && context.Request.Query["code"] is [{ Length: > 0 } code])
        {
            await UseLinkAsync(context, code);
            return;
        }

        var page = token.IsAnonymous ? LoginPage.Needless()
            : await sessions.IsInOneAsync(context) ? LoginPage.LoggedIn()
            : LoginPage.Form(context.Request.Query.ContainsKey("used") ? "That link has been used, or has ended: each works once, for 24 hours." : null);
        await new HtmlResult(page).ExecuteAsync(context);
    }

    private async Task UseLinkAsync(HttpContext context, string code)
    {
        if (context.Request.Headers["Sec-Purpose"].ToString().StartsWith("prefetch", StringComparison.OrdinalIgnoreCase))
        {
            // Nobody has followed it yet.
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        var isUsed = await sessions.TryBeginAsync(context, code);

        // Not a redirection: to the end of one, browsers count it as coming from the page with the link, and then show no cookie.
        var next = $"{context.Request.PathBase.ToUriComponent()}{LoginPath}{(isUsed ? "" : "?used")}";
        context.Response.Headers["Refresh"] = $"0;url={next}";
        await new HtmlResult(LoginPage.Passing()).ExecuteAsync(context);
    }

    private async Task LogInAsync(HttpContext context)
    {
        var form = await ReadFormAsync(context);
        if (form?.Last("token") is { } shown && token.Is(shown.AsSpan().Trim()))
        {
            await sessions.BeginAsync(context);
            RedirectToLogin(context);
            return;
        }

        await new HtmlResult(LoginPage.Form("That is not the token."), StatusCodes.Status403Forbidden).ExecuteAsync(context);
    }

    private async Task LogOutAsync(HttpContext context)
    {
        var isInOne = await sessions.IsInOneAsync(context);
        if (isInOne && (await ReadFormAsync(context))?.Last("everywhere") is not null)
        {
            await sessions.EndAllAsync(context.RequestAborted);
        }

        await sessions.EndAsync(context);
        RedirectToLogin(context);
    }

    private async Task<IResult> EndAllAsync(HttpContext context)
    {
        await sessions.EndAllAsync(context.RequestAborted);
        return TypedResults.NoContent();
    }

    private static void RedirectToLogin(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = $"{context.Request.PathBase.ToUriComponent()}{LoginPath}";
    }

    /// <returns>Null when it is longer than any of ours.</returns>
    private static async Task<NamedValues?> ReadFormAsync(HttpContext context)
    {
        var buffer = new byte[LongestForm];
        var length = await context.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, context.RequestAborted);
        return length == buffer.Length ? null : UrlEncoded.Parse(Encoding.UTF8.GetString(buffer, 0, length));
    }
}
