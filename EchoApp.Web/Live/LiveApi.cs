using EchoApp.Web.Access;
using EchoApp.Web.Api;
using EchoApp.Web.Bins;
using EchoApp.Web.Pages;
using EchoApp.Web.Requests;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Live;

/// <summary>What is captured, as it is captured: server-sent events (WHATWG HTML section 9.2).</summary>
internal sealed class LiveApi(LiveServices services)
{
    private const string LastEventId = "Last-Event-ID";
    private const string After = "after";

    public void Map(IEndpointRouteBuilder endpoints)
    {
        var live = endpoints.MapGroup("/api").WithTags("Live").RequireAccess();
        live.Map([HttpMethods.Get], "live", FollowAllAsync).WithSummary("The requests of all bins as they are captured: server-sent events").TakesQuery(QueryInput.Name, After).TakesHeader(LastEventId)
            .AnswersText(EventStream.ContentType).Refuses(StatusCodes.Status400BadRequest);
        live.Map([HttpMethods.Get], "bins/{bin}/live", FollowAsync).WithSummary("The requests of a bin as they are captured: server-sent events").TakesQuery(QueryInput.Name, After).TakesHeader(LastEventId)
            .AnswersText(EventStream.ContentType).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
    }

    private Task<IResult> FollowAllAsync(HttpContext context) => BeginAsync(context, bin: null);

    private async Task<IResult> FollowAsync(HttpContext context) =>
        BinName.TryParse(BinsApi.NameIn(context), out var name) && await services.Store.Bins.FindAsync(name, context.RequestAborted) is { } bin
            ? await BeginAsync(context, bin.Name)
            : BinsApi.NotFound(BinsApi.NameIn(context));

    private async Task<IResult> BeginAsync(HttpContext context, BinName? bin)
    {
        var (query, problem) = QueryInput.Read(context, now: null);
        if (query is null)
        {
            return problem!;
        }

        var after = long.MaxValue;
        if (Asked(context.Request) is { } cursor && !Cursor.TryParse(cursor, out after, least: 0))
        {
            return new ProblemResult(StatusCodes.Status400BadRequest, $"{LastEventId}, or {After} in the query, must be the id of an event, as it was given.");
        }

        // An id of another store may be beyond all that there is here.
        return new LiveStream(services, new LiveFilter(bin, query), Math.Min(after, await services.Store.Requests.LastPositionAsync(context.RequestAborted)));
    }

    /// <returns>What to go on from; null for now. Browsers say it in the header when they come again, and leave the query as it was.</returns>
    private static string? Asked(HttpRequest request) => request.Headers[LastEventId].ToString() is { Length: > 0 } header ? header
        : request.Query[After] is { Count: > 0 } query ? query.ToString()
        : null;
}
