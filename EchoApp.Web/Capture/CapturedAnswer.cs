using EchoApp.Web.Bins.Responses;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Capture;

/// <summary>How a request was answered. What stands for parts of the request stands there unfilled: the request is kept already.</summary>
/// <param name="Response">What the bin was set to answer, with the beginnings of its headers and of its body; null for the echo of the request, and where headers alone were the answer.</param>
/// <param name="Number">The place of the request in the bin's script, from 1; 0 without one.</param>
/// <param name="IsHeadersAlone">Whether it was answered what browsers and senders of events ask before they send.</param>
/// <param name="AllowedOrigin">The origin whose pages were allowed to read it (Fetch, "CORS protocol"), or *; null for none.</param>
/// <param name="IsHeadCut">Whether there were more headers.</param>
/// <param name="IsBodyCut">Whether the body goes on.</param>
internal sealed record CapturedAnswer(BinResponse? Response = null, long Number = 0, bool IsHeadersAlone = false, string? AllowedOrigin = null, bool IsHeadCut = false, bool IsBodyCut = false)
{
    /// <summary>Characters of a body: each request has them once more.</summary>
    private const int LongestBody = 2048;

    /// <summary>Characters of all headers, for the same reason.</summary>
    private const int LongestHead = 2048;

    public static CapturedAnswer Echo { get; } = new();

    /// <param name="plan">How it is answered.</param>
    /// <param name="context">Of the answer, which has the headers that browsers and senders ask for already.</param>
    public static CapturedAnswer Of(AnswerPlan plan, HttpContext context)
    {
        var answer = new CapturedAnswer(plan.Response, plan.Number, plan.HasNoBody, context.Response.Headers.AccessControlAllowOrigin is [{ } origin] ? origin : null);
        return plan.Response is { } response ? answer.Of(response) : answer;
    }

    private CapturedAnswer Of(BinResponse response)
    {
        var body = response.Body is { } template ? Placeholders.Beginning(template, LongestBody) : null;
        var headers = Beginning(response.Headers);
        return this with
        {
            Response = response with { Headers = headers, Body = body },
            IsHeadCut = headers?.Count < response.Headers?.Count,
            IsBodyCut = body?.Length < response.Body?.Length,
        };
    }

    private static IReadOnlyDictionary<string, string>? Beginning(IReadOnlyDictionary<string, string>? headers)
    {
        if (headers is null || headers.Sum(header => header.Key.Length + header.Value.Length) <= LongestHead)
        {
            return headers;
        }

        var kept = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var length = 0;
        foreach (var (name, value) in headers)
        {
            length += name.Length + value.Length;
            if (length <= LongestHead)
            {
                kept.Add(name, value);
            }
        }

        return kept;
    }
}
