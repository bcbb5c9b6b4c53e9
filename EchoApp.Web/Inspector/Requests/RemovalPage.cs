using EchoApp.Web.Bins;
using EchoApp.Web.Inspector.Detail;
using EchoApp.Web.Pages;
using EchoApp.Web.Queries;
using EchoApp.Web.Requests;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Inspector.Requests;

/// <summary>Deletes requests, one, those that are found or all of a bin, in such a way that it can be undone.</summary>
internal sealed class RemovalPage(IStore store, InspectedBins inspected, RequestActions requests, TimeProvider time)
{
    private const int LongestForm = 16 * 1024;

    public void Map(IEndpointRouteBuilder pages)
    {
        pages.MapPage([HttpMethods.Post], InspectorPath.Of("{bin}", "clear"), context => inspected.WithAsync(context, bin => RemoveAsync(context, InspectorPath.Of(bin.Bin.Name), new BinCondition(bin.Bin.Name))));
        pages.MapPage([HttpMethods.Post], InspectorPath.Of("{bin}", "remove"), context => inspected.WithAsync(context, bin => RemoveFoundAsync(context, bin.Bin.Name)));
        pages.MapPage([HttpMethods.Post], InspectorPath.Of("{bin}", "{id:guid}/delete"), context => inspected.WithAsync(context, bin => RemoveOneAsync(context, bin.Bin.Name)));
        pages.MapPage([HttpMethods.Post], InspectorPath.Of("{bin}", "undo/{id}"), UndoAsync);
    }

    private async Task<IResult> RemoveAsync(HttpContext context, string path, Query query, QueryString state = default) =>
        new SeeOther(RequestListNote.PathAfterRemoval(path, await requests.RemoveAsync(query, context.RequestAborted), state));

    private static HtmlResult Say(Done done) => new(new Inspector_Requests_Said { Model = done });

    /// <summary>A query that asks for nothing in particular is not meant to delete everything.</summary>
    private async Task<IResult> RemoveFoundAsync(HttpContext context, BinName bin)
    {
        if ((await FormInput.ReadAsync(context, LongestForm))?.Last(QueryInput.Name) is not { } text || string.IsNullOrWhiteSpace(text))
        {
            return new ProblemResult(StatusCodes.Status400BadRequest, "The query is missing that says which requests are to be deleted.");
        }

        try
        {
            return await RemoveAsync(context, InspectorPath.Of(bin), Query.And(new BinCondition(bin), QueryParser.Parse(text, time.GetUtcNow())), new DetailState(text).ToQuery());
        }
        catch (QuerySyntaxException exception)
        {
            return new ProblemResult(StatusCodes.Status400BadRequest, exception.Message);
        }
    }

    /// <summary>Then the one that is to be open next is shown, if the form says which, and it is there still.</summary>
    private async Task<IResult> RemoveOneAsync(HttpContext context, BinName bin)
    {
        var form = await FormInput.ReadAsync(context, LongestForm);
        var one = Query.And(new BinCondition(bin), new IdCondition(Guid.Parse((string)context.GetRouteValue("id")!)));
        var state = DetailState.Of(form);
        if (PartOfAPage.IsAskedFor(context))
        {
            return Say(RequestListNote.OfRemoval(bin.ToString(), await requests.RemoveAsync(one, context.RequestAborted), state.Query));
        }

        return Guid.TryParseExact(form?.Last("next"), "D", out var next) && await store.Requests.FindAsync(bin, next, context.RequestAborted) is not null
            ? await RemoveAsync(context, InspectorPath.Of(bin.ToString(), next), one, state.ToQuery())
            : await RemoveAsync(context, InspectorPath.Of(bin), one, new DetailState(state.Query).ToQuery());
    }

    private async Task<IResult> UndoAsync(HttpContext context)
    {
        var state = new DetailState(DetailState.Of(await FormInput.ReadAsync(context, LongestForm)).Query);
        return !BinName.TryParse(BinsApi.NameIn(context), out var name) ? BinsApi.NotFound(BinsApi.NameIn(context))
        : await requests.RestoreAsync((string?)context.GetRouteValue("id"), context.RequestAborted) is not var (count, gone)
            ? new ProblemResult(StatusCodes.Status404NotFound, $"It is too late: what is deleted can be brought back for {RequestActions.TimeToUndo.TotalSeconds} s.")
        : count == 0 && gone > 0 ? new ProblemResult(StatusCodes.Status410Gone, SearchApi.AllGone)
            : PartOfAPage.IsAskedFor(context) ? Say(RequestListNote.OfUndoing(count))
            : new SeeOther(RequestListNote.PathAfterUndoing(name.ToString(), count, state.ToQuery()));
    }
}
