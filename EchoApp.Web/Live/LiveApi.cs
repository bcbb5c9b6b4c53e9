using EchoApp.Web.Access;
using EchoApp.Web.Api;
using EchoApp.Web.Bins;
using EchoApp.Web.Requests;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Live;

/// <summary>What is captured, as it is captured: server-sent events (WHATWG HTML section 9.2).</summary>
internal sealed class LiveApi(LiveServices services)
{
    public void Map(IEndpointRouteBuilder endpoints)
    {
        var live = endpoints.MapGroup("/api").WithTags("Live").RequireAccess();
        live.Map([HttpMethods.Get], "live", FollowAllAsync).WithSummary("The requests of all bins as they are captured: server-sent events").TakesQuery(QueryInput.Name, LiveStart.After).TakesHeader(LiveStart.LastEventId)
            .AnswersText(EventStream.ContentType).Refuses(StatusCodes.Status400BadRequest);
        live.Map([HttpMethods.Get], "bins/{bin}/live", FollowAsync).WithSummary("The requests of a bin as they are captured: server-sent events").TakesQuery(QueryInput.Name, LiveStart.After).TakesHeader(LiveStart.LastEventId)
            .AnswersText(EventStream.ContentType).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
    }

    private Task<IResult> FollowAllAsync(HttpContext context) => LiveStart.BeginAsync(context, services, bin: null);

    private async Task<IResult> FollowAsync(HttpContext context) =>
        BinName.TryParse(BinsApi.NameIn(context), out var name) && await services.Store.Bins.FindAsync(name, context.RequestAborted) is { } bin
            ? await LiveStart.BeginAsync(context, services, bin)
            : BinsApi.NotFound(BinsApi.NameIn(context));
}
