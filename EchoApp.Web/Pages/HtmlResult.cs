using System.Text;

namespace EchoApp.Web.Pages;

/// <summary>A page. Never stored: pages show the request they answer.</summary>
internal sealed class HtmlResult(Html page, int statusCode = StatusCodes.Status200OK) : IResult
{
    public const string ContentType = "text/html; charset=utf-8";

    private static readonly string[] _addresses = ["href=\"", "src=\"", "action=\""];

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var bytes = Encoding.UTF8.GetBytes(Based(page.Markup, httpContext.Request.PathBase));
        var response = httpContext.Response;
        response.StatusCode = statusCode;
        response.ContentType = ContentType;
        response.ContentLength = bytes.Length;
        response.Headers.CacheControl = "no-store";
        if (httpContext.Request.Method != HttpMethods.Head)
        {
            await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
        }
    }

    /// <summary>Under a path of a proxy's, every address of ours begins with it. Values are encoded: no quote in the markup is theirs.</summary>
    private static string Based(string markup, PathString pathBase) => !pathBase.HasValue ? markup : _addresses.Aggregate(
        markup, (text, address) => text.Replace($"{address}/", $"{address}{Html.Of($"{pathBase.ToUriComponent()}")}/", StringComparison.Ordinal));
}
