using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace EchoApp.Hosting.Dashboard.Pages;

/// <summary>An error for programs (RFC 9457).</summary>
internal sealed record Problem(int Status, string Detail) : IResult
{
    public const string ContentType = "application/problem+json";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteString("type", "about:blank");
            json.WriteString("title", ReasonPhrases.GetReasonPhrase(Status));
            json.WriteNumber("status", Status);
            json.WriteString("detail", Detail);
            json.WriteString("instance", httpContext.Request.Path.ToUriComponent());
            json.WriteEndObject();
        }

        await Body.WriteAsync(httpContext, text.GetBuffer().AsMemory(0, (int)text.Length));
    }
}
