namespace EchoApp.Web.Pages;

internal static class PageAddress
{
    /// <summary>Where a browser finds a path of ours: under a path of a proxy's, every address begins with it.</summary>
    public static string Of(HttpContext context, string path) => $"{context.Request.PathBase.ToUriComponent()}{path}";
}
