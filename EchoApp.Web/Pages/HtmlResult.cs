using System.Text.Encodings.Web;
using System.Text.Unicode;
using RazorSlices;

namespace EchoApp.Web.Pages;

/// <summary>A page, or a part of one. Never stored: pages show the request they answer.</summary>
internal sealed class HtmlResult(RazorSlice slice, int status = StatusCodes.Status200OK) : IResult
{
    /// <summary>Letters of all scripts stay as they are: that is a third of the bytes, and source that can be read.</summary>
    private static readonly HtmlEncoder _encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var page = await RenderAsync(httpContext);
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = page.Length;
        response.Headers.CacheControl = "no-store";
        if (httpContext.Request.Method != HttpMethods.Head)
        {
            await response.Body.WriteAsync(page, httpContext.RequestAborted);
        }
    }

    /// <summary>The markup, in UTF-8.</summary>
    public async Task<ReadOnlyMemory<byte>> RenderAsync(HttpContext context)
    {
        slice.HttpContext = context;
        using var page = new MemoryStream();
        await slice.RenderAsync(page, _encoder, context.RequestAborted);
        return page.GetBuffer().AsMemory(0, (int)page.Length);
    }
}
