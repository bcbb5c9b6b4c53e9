using EchoApp.Web.Access;
using EchoApp.Web.Api;
using EchoApp.Web.Bins;
using EchoApp.Web.Live;
using EchoApp.Web.Pages;
using EchoApp.Web.Requests;
using EchoApp.Web.Storage;
using EchoApp.Web.Telemetry;

namespace EchoApp.Web.Waiting;

/// <summary>Answers once what a test waits for has arrived.</summary>
internal sealed class AwaitApi(LiveServices services, NearMissFinder misses, TraceUrl traces)
{
    private const string Example = $$"""
        {"satisfied":false,"requests":[],"position":"p2a","seconds":10.002,"nearMisses":[{"request":{{RequestExamples.Item}},"held":1,"conditions":2,
        "differences":[{"condition":"json./status=paid","field":"json./status","actual":"\"pending\"","note":null}]}]}
        """;

    public void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGroup($"{BinsApi.Path}/{{bin}}").WithTags("Requests").RequireAccess().Map([HttpMethods.Get], "await", AwaitAsync)
            .WithSummary("Wait until requests have come to a bin").TakesQuery(QueryInput.Name, AwaitInput.Count, AwaitInput.Timeout, AwaitInput.After).Answers<AwaitedRequests>(Example)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);

    private async Task<IResult> AwaitAsync(HttpContext context)
    {
        var (expected, problem) = AwaitInput.Read(context);
        if (expected is null)
        {
            return problem!;
        }

        if (!BinName.TryParse(BinsApi.NameIn(context), out var name) || await services.Store.Bins.FindAsync(name, context.RequestAborted) is not { } bin)
        {
            return BinsApi.NotFound(BinsApi.NameIn(context));
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, services.Lifetime.ApplicationStopping);
        try
        {
            var wait = new RequestWait(services, bin, expected);
            return await wait.RunAsync(context, ended.Token)
                ? new JsonAnswer<AwaitedRequests>(await AnswerAsync(wait, bin, expected, ended.Token), JsonAnswers.Json.AwaitedRequests)
                : BinsApi.NotFound(BinsApi.NameIn(context));
        }
        catch (OperationCanceledException) when (services.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            context.Response.Headers.RetryAfter = StoreNote.RetryAfter;
            return new ProblemResult(StatusCodes.Status503ServiceUnavailable, "EchoApp is stopping, and nothing more will come: ask again once it is back.");
        }
    }

    private async Task<AwaitedRequests> AnswerAsync(RequestWait wait, Bin bin, Expectation expected, CancellationToken cancellationToken)
    {
        var seconds = Math.Round(wait.Elapsed.TotalSeconds, 3);
        var nearest = wait.IsSatisfied ? [] : await misses.FindAsync(bin.Name, expected, wait.Requests, cancellationToken);
        return new(wait.IsSatisfied, [.. wait.Requests.Select(request => RequestView.Of(request, traces))], Cursor.Of(wait.Position), seconds, nearest);
    }
}
