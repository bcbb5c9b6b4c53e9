namespace EchoApp.Web.Requests;

/// <summary>
/// Bytes that somebody sent, given out so that no browser takes them for a page: as data or text, never sniffed, and without an origin should they
/// be shown all the same.
/// </summary>
/// <param name="bytes">What is kept.</param>
/// <param name="contentType">How they are given out: <see cref="Data"/> or <see cref="Text"/>.</param>
/// <param name="note">What the reader has to know of them, as header fields.</param>
internal sealed class CapturedBytes(ReadOnlyMemory<byte> bytes, string contentType, params (string Name, string Value)[] note) : IResult
{
    public const string Data = "application/octet-stream";

    public const string Text = "text/plain; charset=utf-8";

    public async Task ExecuteAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers.ContentDisposition = contentType == Data ? "attachment" : "inline";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        foreach (var (name, value) in note)
        {
            headers[name] = value;
        }

        context.Response.ContentType = contentType;
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
