using EchoApp.Web.Inspector.Requests;
using EchoApp.Web.Pages;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Inspector.Empty;

/// <summary>"Send one now."</summary>
internal sealed class SendPage(InspectedBins inspected, SampleSender sender)
{
    public void Map(IEndpointRouteBuilder pages) => pages.MapPage([HttpMethods.Post], InspectorPath.Of("{bin}", "send"), context => inspected.WithAsync(context, bin => SendAsync(bin.Bin.Name)));

    private async Task<IResult> SendAsync(BinName bin)
    {
        try
        {
            return new SeeOther(RequestListNote.PathAfterSending(bin.ToString(), (int?)await sender.SendAsync(bin)));
        }
        catch (HttpRequestException exception)
        {
            return new ProblemResult(StatusCodes.Status502BadGateway, $"The request could not be sent: {exception.Message}.");
        }
    }
}
