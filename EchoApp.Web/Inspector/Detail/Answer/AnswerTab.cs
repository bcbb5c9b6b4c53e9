using System.Text;
using EchoApp.Web.Bins.Responses;
using EchoApp.Web.Capture;
using EchoApp.Web.Echo;
using EchoApp.Web.Inspector.Answers;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Inspector.Detail.Answer;

/// <summary>How a request was answered: written again by what had answered it, from what was kept of both.</summary>
internal sealed class AnswerTab(AnswerText answers)
{
    public async Task<AnswerModel> ReadAsync(StoredRequest stored, CaptureDetails details)
    {
        var record = stored.Record;
        if (details.Answer is not { } answer)
        {
            return new(record.Status, AnswerKind.Unknown, Head: null, Body: null);
        }

        var plan = new AnswerPlan(record.Status, answer.Response, answer.Number, answer.IsHeadersAlone);
        var target = RequestTarget.Parse(record.Target);
        var context = Request(stored, target);
        Grant(context, answer);
        var (head, body) = await answers.WriteAsync(context, target.Query is { } query ? UrlEncoded.Parse(query) : null, plan, record, answer.IsBodyCut);
        var kind = answer.IsHeadersAlone ? AnswerKind.HeadersAlone : body is null && record.Method != HttpMethods.Head ? AnswerKind.Echo : AnswerKind.Response;
        return new(record.Status, kind, answer.IsHeadCut ? $"{head}\n…" : head, answer.IsBodyCut && body is { Length: > 0 } ? $"{body}…" : body, answer.Number, answer.Response?.Delay ?? 0);
    }

    /// <summary>Sets the headers that were set before the answer was planned.</summary>
    private static void Grant(HttpContext context, CapturedAnswer answer)
    {
        var isPreflight = answer.AllowedOrigin is { } origin && CrossOrigin.Apply(context, origin);
        if (answer.IsHeadersAlone && !isPreflight)
        {
            EventDelivery.TryGrant(context);
        }
    }

    private static DefaultHttpContext Request(StoredRequest stored, RequestTarget target)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = stored.Record.Method;
        if (target.Path is ['/', ..])
        {
            context.Request.Path = PathString.FromUriComponent(target.Path);
        }

        foreach (var field in new HeadFields(stored.Head.Span))
        {
            context.Request.Headers.Append(Encoding.Latin1.GetString(field.Name), Encoding.Latin1.GetString(field.Value));
        }

        return context;
    }
}
