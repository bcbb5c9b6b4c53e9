using EchoApp.Web.Bins;
using EchoApp.Web.Capture;
using EchoApp.Web.Echo;
using EchoApp.Web.Memory;
using EchoApp.Web.Reading.Bodies;
using EchoApp.Web.Storage;
using Microsoft.Extensions.Options;
using RazorSlices;

namespace EchoApp.Web.Inspector.Detail.Body;

/// <summary>The body of a request: what is known of it, and it in one of the views that suit it.</summary>
internal sealed class BodyTab(RequestMemory memory, IOptions<EchoOptions> options)
{
    private readonly StoredBodyReader _reader = new(memory, options.Value);

    public async Task<RazorSlice> ShowAsync(StoredRequest request, CaptureDetails details, BodyViewing viewing, CancellationToken cancellationToken)
    {
        if (request.Record.BodyLength == 0 && request.Body.IsEmpty)
        {
            return new Inspector_Detail_Body_NoBody();
        }

        using var body = await _reader.ReadAsync(request, details, cancellationToken);
        List<string> faults = [.. new[] { details.BodyError, body.Error }.OfType<string>().Distinct()];
        var views = request.Body.IsEmpty ? [] : BodyViews.Of(body, viewing, faults);
        var current = views.FirstOrDefault(view => view.Name == viewing.State.View) ?? (views is [var best, ..] ? best : null);
        return new Inspector_Detail_Body_Body
        {
            Model = new(
                BodyFacts.Of(request, details, body),
                faults,
                [.. views.Select(view => new ViewLink(view.Label, viewing.PathOf(view.Name), view == current))],
                $"{BinsApi.Path}/{request.Record.Bin}/requests/{request.Record.Id}/body",
                current?.Show()),
        };
    }
}
