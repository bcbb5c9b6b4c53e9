using EchoApp.Web.Bins;
using EchoApp.Web.Bins.Responses;
using EchoApp.Web.Echo;
using EchoApp.Web.Inspector.Answers;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Inspector.Settings;

/// <summary>What callers of a bin would get: written by what answers them, to a request that nobody has sent.</summary>
internal sealed class AnswerPreview(AnswerText answers, TimeProvider time)
{
    public async Task<IReadOnlyList<PreviewedAnswer>> OfAsync(BinName bin, BinSettings settings)
    {
        if (settings.Script is not { } script)
        {
            return [await OfAsync("Every request", bin, settings.Response, number: 0)];
        }

        List<PreviewedAnswer> answers = [];
        var first = 1L;
        for (var i = 0; i < script.Steps.Count; i++)
        {
            var step = script.Steps[i];
            var which = i == script.Steps.Count - 1 ? $"From request {first} on" : step.Times == 1 ? $"Request {first}" : $"Requests {first} to {first + step.Times - 1}";
            answers.Add(await OfAsync(which, bin, step.Response, first));
            first += step.Times;
        }

        return answers;
    }

    private async Task<PreviewedAnswer> OfAsync(string which, BinName bin, BinResponse? response, long number)
    {
        var plan = response is null ? AnswerPlan.Echo with { Number = number } : new AnswerPlan(response.Status, response, number);
        var (head, body) = await answers.WriteAsync(Request(bin), UrlEncoded.Parse("example=1"), plan, Record(bin, plan));
        return new(which, head, body, response?.Delay ?? 0);
    }

    private static DefaultHttpContext Request(BinName bin)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = HttpMethods.Post;
        context.Request.Path = $"{BinPath.Of(bin)}/example";
        context.Request.QueryString = new("?example=1");
        context.Request.Protocol = HttpProtocol.Http11;
        return context;
    }

    private RequestRecord Record(BinName bin, AnswerPlan plan) => new()
    {
        Id = Guid.CreateVersion7(),
        Bin = bin,
        ReceivedAt = time.GetUtcNow(),
        Method = HttpMethods.Post,
        Target = $"{BinPath.Of(bin)}/example?example=1",
        BodyLength = 0,
        BodyKept = 0,
        Status = plan.Status,
        Details = default,
    };
}
