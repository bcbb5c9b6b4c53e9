using System.Net;
using EchoApp.Hosting.Dashboard.Pages;
using Microsoft.AspNetCore.Http;

namespace EchoApp.Hosting.Dashboard.Access;

/// <summary>The form for the token; it works without JavaScript.</summary>
internal static class LoginPage
{
    public static HtmlPage Of(string returnUrl) => Of(returnUrl, message: null, StatusCodes.Status200OK);

    public static HtmlPage OfWrongToken(string returnUrl) => Of(returnUrl, "Wrong token.", StatusCodes.Status401Unauthorized);

    public static HtmlPage OfTooMany(string returnUrl) =>
        Of(returnUrl, "Too many wrong tokens just now. Try again in a moment.", StatusCodes.Status429TooManyRequests);

    private static HtmlPage Of(string returnUrl, string? message, int status) => new(
        "Log in",
        $"""
        <h1>Log in</h1>
        <p class="lead">The AppHost has printed a link to this dashboard when it started. Open it, or paste its token here.</p>
        <form method="post" action="{LoginApi.Path}">
        <input type="hidden" name="{ReturnUrl.Parameter}" value="{WebUtility.HtmlEncode(returnUrl)}">
        <label for="token">Token</label>
        <input id="token" name="{LoginApi.TokenParameter}" type="password" required autofocus autocomplete="off" autocapitalize="none" spellcheck="false"{(message is null ? "" : " aria-invalid=\"true\" aria-describedby=\"message\"")}>
        {(message is null ? "" : $"""<p id="message" class="message" role="alert">{WebUtility.HtmlEncode(message)}</p>""")}
        <button type="submit">Log in</button>
        </form>
        <p class="hint">Look for the line <code>Login to the dashboard at …/login?t=<em>token</em></code> in the terminal.</p>
        """,
        status);
}
