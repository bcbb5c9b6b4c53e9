using EchoApp.Web.Echo;
using EchoApp.Web.Inspector.Requests;
using EchoApp.Web.Pages;
using EchoApp.Web.Requests;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Inspector.Detail;

/// <summary>What people put on a request: a pin, and tags.</summary>
internal sealed class MarksPage(IStore store, InspectedBins inspected, RequestListReader lists)
{
    private const int LongestForm = 16 * 1024;

    public void Map(IEndpointRouteBuilder pages)
    {
        pages.MapPage([HttpMethods.Post], InspectorPath.Of("{bin}", "{id:guid}/pin"), context => MarkAsync(context, (marks, form) => marks with { IsPinned = form.Last("pinned") is "true" }));
        pages.MapPage([HttpMethods.Post], InspectorPath.Of("{bin}", "{id:guid}/tags"), context => MarkAsync(context, (marks, form) => RequestActions.MarksOf(marks.IsPinned, TagsIn(form))));
    }

    private static string[] TagsIn(NamedValues form) => (form.Last("tags") ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);

    private Task<IResult> MarkAsync(HttpContext context, Func<Marks, NamedValues, Marks> change) => inspected.WithAsync(context, async bin =>
    {
        if (await FormInput.ReadAsync(context, LongestForm) is not { } form)
        {
            return new ProblemResult(StatusCodes.Status400BadRequest, "That is not the form of a request's marks.");
        }

        var id = Guid.Parse((string)context.GetRouteValue("id")!);
        try
        {
            var state = DetailState.Of(form);
            return await store.Requests.MarkAsync(bin.Bin.Name, id, marks => change(marks, form), context.RequestAborted) is not { } marked ? RequestsApi.NotFound(bin.Bin.Name, $"{id}")
                : PartOfAPage.IsAskedFor(context) ? new HtmlResult(new Inspector_Requests_RequestRow { Model = lists.RowOf(marked.Record, marked.Position, state.Query) })
                : new SeeOther(state.PathOf(bin.Bin.Name, id));
        }
        catch (FormatException exception)
        {
            return new ProblemResult(StatusCodes.Status400BadRequest, exception.Message);
        }
    });
}
