using EchoApp.Web.Bins;
using EchoApp.Web.Capture;
using EchoApp.Web.Echo;
using EchoApp.Web.Memory;
using EchoApp.Web.Pages;
using EchoApp.Web.Reading.Bodies;
using EchoApp.Web.Storage;
using Microsoft.Extensions.Options;

namespace EchoApp.Web.Inspector.Detail.Body;

/// <summary>The body of a request where it is an image, without its content codings.</summary>
internal sealed class ImagePage(IStore store, RequestMemory memory, IOptions<EchoOptions> options)
{
    private readonly StoredBodyReader _reader = new(memory, options.Value);

    public void Map(IEndpointRouteBuilder pages) => pages.MapPage([HttpMethods.Get, HttpMethods.Head], InspectorPath.Of("{bin}", "{id}/image"), ShowAsync);

    private async Task<IResult> ShowAsync(HttpContext context) =>
        BinName.TryParse(BinsApi.NameIn(context), out var bin) && Guid.TryParseExact((string?)context.GetRouteValue("id"), "D", out var id)
        && await store.Requests.FindAsync(bin, id, context.RequestAborted) is { } request && await FindAsync(request, context.RequestAborted) is { } image
            ? image : new ProblemResult(StatusCodes.Status404NotFound, "There is no such request, or its body is no image.");

    private async Task<ImageAnswer?> FindAsync(StoredRequest request, CancellationToken cancellationToken)
    {
        using var body = await _reader.ReadAsync(request, StoredDetails.Read(request.Record.Details.Span), cancellationToken);
        return ImageFormat.Find(body.Content.Kept.Span) is { } format ? new(body.Content.Kept.ToArray(), format.MediaType) : null;
    }
}
