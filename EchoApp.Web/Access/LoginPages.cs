using EchoApp.Web.Pages;
using RazorSlices;

namespace EchoApp.Web.Access;

/// <summary>The pages around logging in.</summary>
internal static class LoginPages
{
    public static HtmlResult Form(LoginModel model, int status = StatusCodes.Status200OK) =>
        Result("Log in", "Reading what was captured takes the access token.", new Access_Login { Model = model }, status);

    public static HtmlResult LoggedIn() => Result("You are logged in", "This browser may read and change the bins, for 30 days.", new Access_LoggedIn());

    public static HtmlResult Needless() => Result("Nobody has to log in", "Whoever reaches this port may read and change the bins.", new Access_LoginNeedless());

    /// <summary>
    /// Goes on to a path by itself. Not a redirection: to the end of one, browsers count it as coming from the page with the link, and then show no cookie.
    /// </summary>
    public static HtmlResult Pass(HttpContext context, string path)
    {
        context.Response.Headers["Refresh"] = $"0;url={PageAddress.Of(context, path)}";
        return Result("One moment", "This browser is on its way.", new Access_Passing { Model = path });
    }

    private static HtmlResult Result(string title, string description, RazorSlice content, int status = StatusCodes.Status200OK) =>
        new Page(PageTheme.Login, $"{title}: EchoApp", description, content).ToResult(status);
}
