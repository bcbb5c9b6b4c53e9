using System.Globalization;
using EchoApp.Web.Access;
using EchoApp.Web.Api;
using EchoApp.Web.Bins;
using EchoApp.Web.Logging;
using EchoApp.Web.Pages;
using EchoApp.Web.Queries;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Requests;

/// <summary>Many requests at once, of one bin or of all: those that a query asks for.</summary>
internal sealed class SearchApi(IStore store, RequestActions actions, TimeProvider time)
{
    private const int DefaultLimit = 50;
    private const int LargestLimit = 500;

    private const string RequestsPath = "/api/requests";
    private const string UndoPath = "/api/undo";

    private const string MissingQuery = "q must say which requests are to be deleted; q=* says all of them.";

    public const string AllGone = "Nothing of it is left to bring back: it has been deleted for good since, by a delete without q, with its bin, or to make room.";

    private const string Removed = """{"deleted":12,"undo":"/api/undo/019ad0b2-8a63-7c2e-9b1f-0a1b2c3d4e5f","undoUntil":"2026-11-29T12:31:15.123456Z"}""";

    public void Map(IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("").WithTags("Requests").RequireAccess();
        foreach (var (path, what) in (ReadOnlySpan<(string, string)>)[($"{BinsApi.Path}/{{bin}}/requests", "a bin"), (RequestsPath, "all bins")])
        {
            api.Map([HttpMethods.Get], path, ListAsync).WithSummary($"The requests of {what}, newest first").TakesQuery(QueryInput.Name, "limit", "cursor").Answers<RequestPage>(RequestExamples.Page)
                .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
            api.Map([HttpMethods.Delete], path, DeleteAsync).WithSummary($"Delete requests of {what}").TakesQuery(QueryInput.Name).Answers<DeletedRequests>(Removed)
                .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        }

        api.Map([HttpMethods.Get], UndoPath, ListRemovalsAsync).WithSummary("What was deleted by queries and can be brought back, the newest first").Answers<DeletedRequestsList>($$"""{"items":[{{Removed}}]}""").Refuses();
        api.Map([HttpMethods.Post], $"{UndoPath}/{{id}}", UndoAsync).WithSummary("Bring back what was deleted by a query").Answers<RestoredRequests>("""{"restored":12}""")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status410Gone);
    }

    private async Task<IResult> ListAsync(HttpContext context)
    {
        var limit = DefaultLimit;
        if (Asked(context, "limit") is { } text && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > LargestLimit))
        {
            return new ProblemResult(StatusCodes.Status400BadRequest, $"limit must be a whole number from 1 to {LargestLimit}.");
        }

        var start = SearchStart.Newest;
        if (Asked(context, "cursor") is { } cursor)
        {
            if (!Cursor.TryParse(cursor, out var before))
            {
                return new ProblemResult(StatusCodes.Status400BadRequest, "cursor must be the next of the page before, as it was given.");
            }

            start = SearchStart.Before(before);
        }

        return await WithQueryAsync(context, async query => new JsonAnswer<RequestPage>(await actions.FindAsync(query, start, limit, context.RequestAborted), JsonAnswers.Json.RequestPage));
    }

    private async Task<IResult> DeleteAsync(HttpContext context)
    {
        // What is misspelled must not delete more than was meant; nor an id that is empty.
        if (context.Request.Path.Value!.EndsWith('/'))
        {
            return new ProblemResult(StatusCodes.Status404NotFound, "The id of a request is missing behind the /. To delete many, leave out the /.");
        }

        if (context.Request.Query.Keys.FirstOrDefault(name => name != QueryInput.Name) is { } unknown)
        {
            return new ProblemResult(StatusCodes.Status400BadRequest, $"There is no parameter {LogText.Escape(unknown)}: {QueryInput.Name} says which requests are to be deleted.");
        }

        var text = Asked(context, QueryInput.Name);
        if (text is not null && string.IsNullOrWhiteSpace(text))
        {
            return new ProblemResult(StatusCodes.Status400BadRequest, MissingQuery);
        }

        if (text is not null)
        {
            return await WithQueryAsync(context, async query => Answer(View(await actions.RemoveAsync(query, context.RequestAborted), context)));
        }

        return context.GetRouteValue("bin") is null ? new ProblemResult(StatusCodes.Status400BadRequest, MissingQuery)
            : await FindBinAsync(context) is { } bin ? Answer(new DeletedRequests(await store.Requests.DeleteAllAsync(bin.Name, context.RequestAborted)))
            : BinsApi.NotFound(BinsApi.NameIn(context));

        static JsonAnswer<DeletedRequests> Answer(DeletedRequests deleted) => new(deleted, JsonAnswers.Json.DeletedRequests);
    }

    private static DeletedRequests View(Removal removal, HttpContext context) =>
        new(removal.Count, $"{context.Request.PathBase.ToUriComponent()}{UndoPath}/{removal.Id}", UnixTime.Round(removal.EndsAt).UtcDateTime);

    private async Task<IResult> ListRemovalsAsync(HttpContext context)
    {
        var removals = await store.Requests.ListRemovalsAsync(time.GetUtcNow(), context.RequestAborted);
        return new JsonAnswer<DeletedRequestsList>(new DeletedRequestsList([.. removals.Select(removal => View(removal, context))]), JsonAnswers.Json.DeletedRequestsList);
    }

    private async Task<IResult> UndoAsync(HttpContext context) =>
        await actions.RestoreAsync((string?)context.GetRouteValue("id"), context.RequestAborted) is not var (count, gone)
            ? new ProblemResult(StatusCodes.Status404NotFound, $"There is nothing to undo by that name: what a query deletes can be brought back for {RequestActions.TimeToUndo.TotalSeconds} s.")
            : count == 0 && gone > 0 ? new ProblemResult(StatusCodes.Status410Gone, AllGone)
            : new JsonAnswer<RestoredRequests>(new RestoredRequests(count, gone), JsonAnswers.Json.RestoredRequests);

    /// <summary>Answers with what a query asks for in the bin that the path names, or in all.</summary>
    private async Task<IResult> WithQueryAsync(HttpContext context, Func<Query, Task<IResult>> answer)
    {
        var (query, problem) = QueryInput.Read(context, time.GetUtcNow());
        return query is null ? problem!
            : context.GetRouteValue("bin") is null ? await answer(query)
            : await FindBinAsync(context) is { } bin ? await answer(Query.And(new BinCondition(bin.Name), query))
            : BinsApi.NotFound(BinsApi.NameIn(context));
    }

    private async Task<Bin?> FindBinAsync(HttpContext context) =>
        BinName.TryParse(BinsApi.NameIn(context), out var name) ? await store.Bins.FindAsync(name, context.RequestAborted) : null;

    /// <returns>What stands in the query of the URL by that name; null when nothing does.</returns>
    private static string? Asked(HttpContext context, string name) => context.Request.Query[name] is { Count: > 0 } values ? values.ToString() : null;
}
