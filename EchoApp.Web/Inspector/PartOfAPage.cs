namespace EchoApp.Web.Inspector;

/// <summary>What scripts of a page ask for, which have the rest of it.</summary>
internal static class PartOfAPage
{
    public static bool IsAskedFor(HttpContext context) => context.Request.Headers.ContainsKey("HX-Request");
}
