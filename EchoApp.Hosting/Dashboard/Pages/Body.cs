using Microsoft.AspNetCore.Http;

namespace EchoApp.Hosting.Dashboard.Pages;

internal static class Body
{
    /// <summary>Writes all of the body, of HEAD its length alone.</summary>
    public static async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> bytes)
    {
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }
}
