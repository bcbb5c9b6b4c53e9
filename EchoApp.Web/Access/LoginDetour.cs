using EchoApp.Web.Inspector;
using EchoApp.Web.Pages;

namespace EchoApp.Web.Access;

/// <summary>How somebody gets to log in who asks for a page without being in a session, and then to that page.</summary>
internal static class LoginDetour
{
    /// <returns>Null where nobody looks at the answer who could log in.</returns>
    public static IResult? Of(HttpContext context)
    {
        var request = context.Request;
        if (!ErrorFormat.PrefersHtml(request.Headers))
        {
            return null;
        }

        var isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (request.Headers.ContainsKey("HX-Request"))
        {
            // A part of a page. What somebody writes there must not be lost: only what is read is asked for again, with its page.
            if (!isRead)
            {
                return null;
            }

            context.Response.Headers["HX-Refresh"] = "true";
            return TypedResults.StatusCode(StatusCodes.Status401Unauthorized);
        }

        if (!isRead)
        {
            return LoginPages.Form(new(InspectorPath.Root, "The session has ended, and nothing was done. Log in in another tab, then go back here, and send it again."), StatusCodes.Status401Unauthorized);
        }

        var asked = $"{request.Path.ToUriComponent()}{request.QueryString.ToUriComponent()}";

        // By a link of another site browsers show no cookie: it may be that there is a session all the same.
        return request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" ? LoginPages.Pass(context, asked) : new SeeOther($"{LoginApi.Path}?{LoginModel.ToName}={Uri.EscapeDataString(asked)}");
    }
}
