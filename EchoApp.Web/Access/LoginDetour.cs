using EchoApp.Web.Pages;

namespace EchoApp.Web.Access;

/// <summary>How somebody gets to log in who asks for a page without being in a session, and then to that page.</summary>
internal static class LoginDetour
{
    /// <returns>Null where nobody looks at the answer who could log in.</returns>
    public static IResult? Of(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers.ContainsKey("HX-Request"))
        {
            // A part of a page: the page itself has to be asked for again.
            context.Response.Headers["HX-Refresh"] = "true";
            return TypedResults.NoContent();
        }

        if (!HttpMethods.IsGet(request.Method) || !ErrorFormat.PrefersHtml(request.Headers))
        {
            return null;
        }

        var asked = $"{request.Path.ToUriComponent()}{request.QueryString.ToUriComponent()}";

        // By a link of another site browsers show no cookie: it may be that there is a session all the same.
        return request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" ? LoginPages.Pass(context, asked) : new SeeOther($"{LoginApi.Path}?{LoginModel.ToName}={Uri.EscapeDataString(asked)}");
    }
}
