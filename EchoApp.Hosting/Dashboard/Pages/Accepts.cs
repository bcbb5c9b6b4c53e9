using Microsoft.AspNetCore.Http;

namespace EchoApp.Hosting.Dashboard.Pages;

internal static class Accepts
{
    /// <summary>Whether it is a person's browser that asks, rather than a program.</summary>
    public static bool Html(IHeaderDictionary headers) => headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
