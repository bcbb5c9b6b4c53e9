using EchoApp.Web.Bins;
using EchoApp.Web.Inspector.Requests;
using EchoApp.Web.Pages;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Inspector.Empty;

/// <summary>"Send one now."</summary>
internal sealed class SendPage(IStore store, SampleSender sender)
{
    public void Map(IEndpointRouteBuilder pages) => pages.MapPage([HttpMethods.Post], InspectorPath.Of("{bin}", "send"), SendAsync);

    private async Task<IResult> SendAsync(HttpContext context)
    {
        if (!BinName.TryParse(BinsApi.NameIn(context), out var name) || await store.Bins.FindAsync(name, context.RequestAborted) is null)
        {
            return BinsApi.NotFound(BinsApi.NameIn(context));
        }

        try
        {
            return new SeeOther(RequestListNote.PathAfterSending(name.ToString(), (int?)await sender.SendAsync(name)));
        }
        catch (HttpRequestException exception)
        {
            return new ProblemResult(StatusCodes.Status502BadGateway, $"The request could not be sent: {exception.Message}.");
        }
    }
}
