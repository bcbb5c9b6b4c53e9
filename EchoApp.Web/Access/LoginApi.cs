using EchoApp.Web.Api;
using EchoApp.Web.Inspector;
using EchoApp.Web.Pages;

namespace EchoApp.Web.Access;

/// <summary>How a browser gets into a session, and out of it.</summary>
internal sealed class LoginApi(AccessToken token, Sessions sessions)
{
    public const string Path = "/login";
    private const string Used = "used";
    private const int LongestForm = 64 * 1024;

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(Path, [HttpMethods.Get, HttpMethods.Head], ShowAsync).RequireOwnOrigin();
        endpoints.MapPost(Path, LogInAsync).RequireOwnOrigin();
        endpoints.MapPost("/logout", LogOutAsync).RequireOwnOrigin();
        endpoints.Map([HttpMethods.Delete], "/api/sessions", EndAllAsync).WithTags("Sessions").WithSummary("End the sessions of all browsers").AnswersNothing().Refuses().RequireAccess();
    }

    /// <summary>Whether a request may carry the code of a link, which is a secret until it is used.</summary>
    public static bool HasCode(HttpRequest request) => request.Path.StartsWithSegments(Path);

    /// <summary>The page to log in by, or out; or, by a login link, the login itself.</summary>
    private async Task ShowAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) && context.Request.Query["code"] is [{ Length: > 0 } code])
        {
            await UseLinkAsync(context, code);
            return;
        }

        var isUsed = context.Request.Query.ContainsKey(Used);
        IResult page = token.IsAnonymous ? LoginPages.Needless()
            : !await sessions.IsInOneAsync(context) ? LoginPages.Form(new(
                LoginModel.Destination(context.Request.Query[LoginModel.ToName]), isUsed ? "That link has been used, or has ended: each works once, for 24 hours." : null))
            : isUsed || context.Request.Query.ContainsKey(LoginModel.ToName) ? new SeeOther(LoginModel.Destination(context.Request.Query[LoginModel.ToName]))
            : LoginPages.LoggedIn();
        await page.ExecuteAsync(context);
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
        await LoginPages.Pass(context, isUsed ? InspectorPath.Root : $"{Path}?{Used}").ExecuteAsync(context);
    }

    private async Task LogInAsync(HttpContext context)
    {
        var form = await FormInput.ReadAsync(context, LongestForm);
        if (form?.Last("token") is { } shown && token.Is(shown.AsSpan().Trim()))
        {
            await sessions.BeginAsync(context);
            await new SeeOther(LoginModel.Destination(form.Last(LoginModel.ToName))).ExecuteAsync(context);
            return;
        }

        await LoginPages.Form(new(LoginModel.Destination(form?.Last(LoginModel.ToName)), "That is not the token."), StatusCodes.Status403Forbidden).ExecuteAsync(context);
    }

    private async Task LogOutAsync(HttpContext context)
    {
        var isInOne = await sessions.IsInOneAsync(context);
        if (isInOne && (await FormInput.ReadAsync(context, LongestForm))?.Last("everywhere") is not null)
        {
            await sessions.EndAllAsync(context.RequestAborted);
        }

        await sessions.EndAsync(context);
        await new SeeOther(Path).ExecuteAsync(context);
    }

    private async Task<IResult> EndAllAsync(HttpContext context)
    {
        await sessions.EndAllAsync(context.RequestAborted);
        return TypedResults.NoContent();
    }
}
