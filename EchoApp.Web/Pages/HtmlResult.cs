using System.Text;

namespace EchoApp.Web.Pages;

/// <summary>A page. Never stored: pages show the request they answer.</summary>
internal sealed class HtmlResult(Html page, int statusCode = StatusCodes.Status200OK) : IResult
{
    public const string ContentType = "text/html; charset=utf-8";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var bytes = Encoding.UTF8.GetBytes(page.Markup);
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
}
