using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EchoApp.Web.Api;

/// <summary>An answer in JSON, in one line for the terminal. Never stored: it changes.</summary>
internal sealed class JsonAnswer<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) : IResult
{
    public async Task ExecuteAsync(HttpContext context)
    {
        byte[] json = [.. JsonSerializer.SerializeToUtf8Bytes(value, type), (byte)'\n'];
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = json.Length;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.WriteAsync(json, context.RequestAborted);
    }
}
