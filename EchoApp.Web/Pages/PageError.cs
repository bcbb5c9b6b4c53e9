using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace EchoApp.Web.Pages;

/// <summary>An error response of the pages listener, for people and for programs (RFC 9457).</summary>
internal sealed record PageError(int Status, string Title, string Detail, string Path, int? Place = null)
{
    private const int LongestShown = 240;

    /// <summary>It is never part of a page.</summary>
    private static readonly JsonWriterOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public const string ProblemContentType = "application/problem+json";

    public static PageError For(HttpContext context)
    {
        var status = context.Response.StatusCode;
        var path = context.Request.Path.ToUriComponent();
        var shown = Shorten(path);
        var detail = status switch
        {
            StatusCodes.Status403Forbidden => $"{shown} is for this machine alone: ask for it from here, by a loopback address or name, not through a proxy.",
            StatusCodes.Status404NotFound => $"There is nothing at {shown}.",
            StatusCodes.Status405MethodNotAllowed => $"{shown} answers {context.Response.Headers.Allow}, not {Shorten(context.Request.Method)}.",
            >= StatusCodes.Status500InternalServerError => "The service failed to answer. Its log says why.",
            _ => "The request could not be answered.",
        };
        return new(status, ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } title ? title : "Error", detail, path);
    }

    /// <summary>What is said of a path or a method is a sentence, however long they are; the whole path is in <see cref="Path"/>.</summary>
    private static string Shorten(string text) => text.Length <= LongestShown ? text : $"{text[..LongestShown]}…";

    public byte[] ToProblem()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, _readable))
        {
            json.WriteStartObject();
            json.WriteString("type", "about:blank");
            json.WriteString("title", Title);
            json.WriteNumber("status", Status);
            json.WriteString("detail", Detail);
            json.WriteString("instance", Path);
            if (Place is { } place)
            {
                json.WriteNumber("place", place);
            }

            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }
}
