using System.Globalization;
using System.Text;
using EchoApp.Web.Bins.Responses;
using EchoApp.Web.Echo;
using EchoApp.Web.Storage;
using Microsoft.AspNetCore.WebUtilities;

namespace EchoApp.Web.Inspector.Answers;

/// <summary>Answers as text: what answers callers writes them, to nobody.</summary>
internal sealed class AnswerText(BinAnswerer answerer)
{
    /// <summary>Characters.</summary>
    private const int LongestBody = 4000;

    /// <param name="context">The request.</param>
    /// <param name="query">Its query; null without one.</param>
    /// <param name="plan">How it is answered.</param>
    /// <param name="record">What is known of it.</param>
    /// <param name="isCut">Whether the plan has only the beginning of the body: its length is not that of what was sent.</param>
    /// <returns>Status line and header fields, one a line; and the body, null for the echo of the request.</returns>
    public async Task<(string Head, string? Body)> WriteAsync(HttpContext context, NamedValues? query, AnswerPlan plan, RequestRecord record, bool isCut = false)
    {
        using var body = new MemoryStream();
        context.Response.Body = body;
        if (BinAnswerer.IsEcho(plan))
        {
            BinAnswerer.SetHead(context, plan);
            return (Head(context.Response), null);
        }

        await answerer.WriteAsync(context, query, plan, record);
        if (isCut)
        {
            context.Response.ContentLength = null;
        }

        return (Head(context.Response), Body(body));
    }

    private static string Head(HttpResponse response)
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {response.StatusCode} {ReasonPhrases.GetReasonPhrase(response.StatusCode)}");
        foreach (var (name, values) in response.Headers)
        {
            foreach (var value in values)
            {
                head.Append(CultureInfo.InvariantCulture, $"\n{name}: {value}");
            }
        }

        return head.ToString();
    }

    private static string Body(MemoryStream body)
    {
        var text = Encoding.UTF8.GetString(body.GetBuffer().AsSpan(0, (int)body.Length));
        return text.Length <= LongestBody ? text : $"{text[..LongestBody]}…";
    }
}
