using EchoApp.Web.Bins;
using EchoApp.Web.Inspector.Detail;
using EchoApp.Web.Pages;
using EchoApp.Web.Queries;
using EchoApp.Web.Requests;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Inspector.Requests;

/// <summary>Deletes requests, one, those that are found or all of a bin, in such a way that it can be undone.</summary>
internal sealed class RemovalPage(InspectedBins inspected, RequestActions requests, TimeProvider time)
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

    private async Task<IResult> RemoveOneAsync(HttpContext context, BinName bin)
    {
        if (await FormInput.ReadAsync(context, LongestForm) is not { } form)
        {
            return new ProblemResult(StatusCodes.Status400BadRequest, "That is not the form of a request to delete.");
        }

        var one = Query.And(new BinCondition(bin), new IdCondition(Guid.Parse((string)context.GetRouteValue("id")!)));
        var asked = DetailState.Of(form).Query;
        return PartOfAPage.IsAskedFor(context)
            ? Say(RequestListNote.OfRemoval(bin.ToString(), await requests.RemoveAsync(one, context.RequestAborted), asked))
            : await RemoveAsync(context, InspectorPath.Of(bin), one, new DetailState(asked).ToQuery());
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
