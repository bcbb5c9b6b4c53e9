using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace EchoApp.Web.Pages;

/// <summary>An error response of the pages listener, for people and for programs (RFC 9457).</summary>
internal sealed record PageError(int Status, string Title, string Detail, string Path)
{
    public const string ProblemContentType = "application/problem+json";

    public static PageError For(HttpContext context)
    {
        var status = context.Response.StatusCode;
        var path = context.Request.Path.ToUriComponent();
        var detail = status switch
        {
            StatusCodes.Status404NotFound => $"There is nothing at {path}.",
            StatusCodes.Status405MethodNotAllowed => $"{path} answers {context.Response.Headers.Allow}, not {context.Request.Method}.",
            >= StatusCodes.Status500InternalServerError => "The service failed to answer. Its log says why.",
            _ => "The request could not be answered.",
        };
        return new(status, ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } title ? title : "Error", detail, path);
    }

    public byte[] ToProblem()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", "about:blank");
            json.WriteString("title", Title);
            json.WriteNumber("status", Status);
            json.WriteString("detail", Detail);
            json.WriteString("instance", Path);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
