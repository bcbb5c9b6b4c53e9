using System.Text;
using EchoApp.Web.Echo;

namespace EchoApp.Web.Pages;

/// <summary>Reads what a form of ours sends.</summary>
internal static class FormInput
{
    /// <param name="context">Of the request.</param>
    /// <param name="longest">Bytes that any of ours has less than.</param>
    /// <returns>Null when it is longer.</returns>
    public static async Task<NamedValues?> ReadAsync(HttpContext context, int longest)
    {
        var buffer = new byte[context.Request.ContentLength < longest ? (int)context.Request.ContentLength + 1 : longest];
        var length = await context.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, context.RequestAborted);
        return length == buffer.Length ? null : UrlEncoded.Parse(Encoding.UTF8.GetString(buffer, 0, length));
    }
}
