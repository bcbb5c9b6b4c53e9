using System.Globalization;
using EchoApp.Web.Inspector.Detail;
using EchoApp.Web.Live;
using EchoApp.Web.Pages;
using EchoApp.Web.Requests;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Inspector.Requests;

/// <summary>What a bin has, newest first, and what arrives while somebody looks.</summary>
internal sealed class RequestListPage(InspectedBins inspected, RequestListReader lists, LiveServices live)
{
    public void Map(IEndpointRouteBuilder pages)
    {
        pages.MapPage([HttpMethods.Get, HttpMethods.Head], InspectorPath.Of("{bin}"), context => inspected.WithAsync(context, async bin => Page(await lists.ReadAsync(bin, context))));
        pages.MapPage([HttpMethods.Get], InspectorPath.Of("{bin}", InspectorPath.Rows), context => inspected.WithAsync(context, bin => RowsAsync(context, bin.Bin.Name)));
        pages.MapPage([HttpMethods.Get], InspectorPath.Of("{bin}", InspectorPath.Arrivals), context => inspected.WithAsync(context, bin => FollowAsync(context, bin.Bin)));
    }

    /// <param name="list">The list.</param>
    /// <param name="detail">Of the request that is open; null for none.</param>
    public static HtmlResult Page(RequestListModel list, RequestDetail? detail = null) =>
        new Page(
            PageTheme.Inspector,
            detail?.Title ?? list.Title,
            string.Create(CultureInfo.InvariantCulture, $"What was sent to the bin {list.Bin.Name}."),
            new Inspector_Requests_RequestList { Model = (list, detail) }).ToResult();

    private async Task<IResult> RowsAsync(HttpContext context, BinName bin) =>
        await lists.ReadRowsAsync(bin, context) is var (rows, problem) && rows is not null ? new HtmlResult(new Inspector_Requests_RequestChunk { Model = rows }) : problem!;

    private Task<IResult> FollowAsync(HttpContext context, Bin bin)
    {
        var query = RequestListReader.TextOf(context);
        return LiveStart.BeginAsync(context, live, bin, async entry =>
        {
            var row = await new HtmlResult(new Inspector_Requests_RequestRow { Model = lists.RowOf(entry, query) }).RenderAsync(context);
            return MarkupEvent.Of(Cursor.Of(entry.Position), row.Span.Trim((byte)'\n'));
        });
    }
}
