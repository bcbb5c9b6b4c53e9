using System.Globalization;
using EchoApp.Web.Bins;
using EchoApp.Web.Pages;
using EchoApp.Web.Queries;
using EchoApp.Web.Requests;
using EchoApp.Web.Retention;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Inspector.Requests;

/// <summary>What a bin has, newest first, and what is said to that.</summary>
internal sealed class RequestListPage(IStore store, RequestActions requests, Instance instance, RetentionOptions retention, TimeProvider time)
{
    private const int PageSize = 100;

    public void Map(IEndpointRouteBuilder pages) => pages.MapPage([HttpMethods.Get, HttpMethods.Head], InspectorPath.Of("{bin}"), ShowAsync);

    private async Task<IResult> ShowAsync(HttpContext context)
    {
        if (!BinName.TryParse(BinsApi.NameIn(context), out var name) || await store.Bins.MeasureAsync(name, context.RequestAborted) is not { } bin)
        {
            return BinsApi.NotFound(BinsApi.NameIn(context));
        }

        var start = context.Request.Query["cursor"] is [{ } cursor] && Cursor.TryParse(cursor, out var position) ? SearchStart.Before(position) : SearchStart.Newest;
        var (query, problem) = QueryInput.Read(context, time.GetUtcNow());
        var page = query is null ? new RequestPage([], Next: null) : await requests.FindAsync(Query.And(new BinCondition(name), query), start, PageSize, context.RequestAborted);
        var (note, undo) = RequestListNote.Read(context);
        var model = new RequestListModel(
            BinView.Of(bin, context, instance, retention), context.Request.Query[QueryInput.Name].ToString(), problem?.Detail, start == SearchStart.Newest, page, note, undo);
        return new Page(
            PageTheme.Inspector, $"{name}: EchoApp", string.Create(CultureInfo.InvariantCulture, $"What was sent to the bin {name}."), new Inspector_Requests_RequestList { Model = model }).ToResult();
    }
}
