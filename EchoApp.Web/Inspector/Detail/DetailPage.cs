using EchoApp.Web.Inspector.Requests;
using EchoApp.Web.Pages;
using EchoApp.Web.Requests;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Inspector.Detail;

/// <summary>A request with the list that it is in; for scripts, which have the list, the request alone.</summary>
internal sealed class DetailPage(InspectedBins inspected, RequestListReader lists, DetailReader details)
{
    public void Map(IEndpointRouteBuilder pages) =>
        pages.MapPage([HttpMethods.Get, HttpMethods.Head], InspectorPath.Of("{bin}", "{id:guid}"), context => inspected.WithAsync(context, bin => ShowAsync(context, bin)));

    private async Task<IResult> ShowAsync(HttpContext context, MeasuredBin bin)
    {
        var asked = (string?)context.GetRouteValue("id");
        if (!Guid.TryParseExact(asked, "D", out var id) || await details.FindAsync(bin.Bin.Name, id, context) is not { } detail)
        {
            return RequestsApi.NotFound(bin.Bin.Name, asked);
        }

        return PartOfAPage.IsAskedFor(context)
            ? new HtmlResult(new Inspector_Detail_Detail { Model = detail })
            : RequestListPage.Page(await lists.ReadAsync(bin, context, id), detail);
    }
}
