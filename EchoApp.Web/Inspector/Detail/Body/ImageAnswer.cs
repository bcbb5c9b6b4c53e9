namespace EchoApp.Web.Inspector.Detail.Body;

/// <summary>An image that somebody sent, for the pages here alone, and sandboxed should it be looked at by itself.</summary>
internal sealed class ImageAnswer(ReadOnlyMemory<byte> bytes, string mediaType) : IResult
{
    public async Task ExecuteAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        context.Response.ContentType = mediaType;
        context.Response.ContentLength = bytes.Length;
        if (context.Request.Method != HttpMethods.Head)
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }
}
