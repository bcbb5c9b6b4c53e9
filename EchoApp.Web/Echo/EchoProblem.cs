using EchoApp.Web.Wire.Refusals;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace EchoApp.Web.Echo;

/// <summary>A refusal as <c>application/problem+json</c> (RFC 9457). Where the body was not read to the end, the connection closes after it.</summary>
internal static class EchoProblem
{
    public static Task TooLong(HttpContext context, long limit) => WriteAsync(
        context,
        StatusCodes.Status413PayloadTooLarge,
        "Content Too Large",
        $"The body is longer than the {limit} bytes that are taken. The setting is Echo:MaxBodyLength (environment: Echo__MaxBodyLength).");

    /// <summary>To be asked again in a moment: what holds the memory now is being answered, or ended as too slow.</summary>
    public static Task Short(HttpContext context, long budget)
    {
        context.Response.Headers.RetryAfter = "1";
        return WriteAsync(
            context,
            StatusCodes.Status503ServiceUnavailable,
            "Service Unavailable",
            $"Memory is short: requests may hold {budget} bytes together, and there are too few left for this one. The setting is Echo:MemoryBudget (environment: Echo__MemoryBudget).");
    }

    /// <summary>A refusal; the connection goes on where the request has no body, or its body was read.</summary>
    /// <param name="context">The request.</param>
    /// <param name="isRead">Whether it was read to its end.</param>
    /// <param name="status">The status code.</param>
    /// <param name="detail">What went wrong and what to do, in sentences.</param>
    public static Task Refuse(HttpContext context, bool isRead, int status, string detail) => WriteAsync(
        context,
        status,
        ReasonPhrases.GetReasonPhrase(status),
        detail,
        closes: !isRead && context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false });

    public static Task Unreadable(HttpContext context, int status, RefusalReason reason) =>
        WriteAsync(context, status, ReasonPhrases.GetReasonPhrase(status), reason.Section.Length == 0 ? reason.Text : $"{reason.Text} ({reason.Section})");

    private static Task WriteAsync(HttpContext context, int status, string title, string detail, bool closes = true)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "application/problem+json";
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        if (closes && context.Request.Protocol.StartsWith("HTTP/1", StringComparison.Ordinal))
        {
            response.Headers.Connection = "close";
        }

        var buffer = EchoBuffer.Rent(null);
        var json = buffer.Writer(indented: false);
        json.WriteStartObject();
        json.WriteString("title", title);
        json.WriteNumber("status", status);
        json.WriteString("detail", detail);
        json.WriteEndObject();
        json.Flush();
        buffer.EndLine();
        return EchoResponse.SendAsync(context, buffer);
    }
}
