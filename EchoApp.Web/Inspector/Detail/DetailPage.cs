using EchoApp.Web.Inspector.Requests;
using EchoApp.Web.Pages;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Inspector.Detail;

/// <summary>A request with the list that it is in; for scripts, which have the list, the request alone.</summary>
internal sealed class DetailPage(InspectedBins inspected, RequestListReader lists, DetailReader details)
{
    public void Map(IEndpointRouteBuilder pages) =>
        pages.MapPage([HttpMethods.Get, HttpMethods.Head], InspectorPath.Of("{bin}", "{id:guid}"), context => inspected.WithAsync(context, bin => ShowAsync(context, bin)));

    private async Task<IResult> ShowAsync(HttpContext context, MeasuredBin bin)
    {
        if (!Guid.TryParseExact((string?)context.GetRouteValue("id"), "D", out var id) || await details.FindAsync(bin.Bin.Name, id, context) is not { } detail)
        {
            return new ProblemResult(StatusCodes.Status404NotFound, $"There is no such request in the bin {bin.Bin.Name}: it was deleted, or never there.");
        }

        return context.Request.Headers.ContainsKey("HX-Request")
            ? new HtmlResult(new Inspector_Detail_Detail { Model = detail })
            : RequestListPage.Page(await lists.ReadAsync(bin, context, id), detail);
    }
}
