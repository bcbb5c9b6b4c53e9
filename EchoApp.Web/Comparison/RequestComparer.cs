using EchoApp.Web.Capture;
using EchoApp.Web.Echo;
using EchoApp.Web.Memory;
using EchoApp.Web.Reading.Bodies;
using EchoApp.Web.Storage;
using Microsoft.Extensions.Options;

namespace EchoApp.Web.Comparison;

/// <summary>Compares two captured requests.</summary>
internal sealed class RequestComparer(RequestMemory memory, IOptions<EchoOptions> options)
{
    private readonly StoredBodyReader _bodies = new(memory, options.Value);

    /// <param name="left">A request.</param>
    /// <param name="right">Another.</param>
    /// <param name="around">How many lines of a body that are the same are shown before and behind those that are not.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<RequestComparison> CompareAsync(StoredRequest left, StoredRequest right, int around, CancellationToken cancellationToken)
    {
        var (leftDetails, rightDetails) = (StoredDetails.Read(left.Record.Details.Span), StoredDetails.Read(right.Record.Details.Span));
        using var leftBody = await _bodies.ReadAsync(left, leftDetails, cancellationToken);
        using var rightBody = await _bodies.ReadAsync(right, rightDetails, cancellationToken);
        return new(
            ComparedRequest.Of(left.Record),
            ComparedRequest.Of(right.Record),
            LineComparison.Of(left.Record, leftDetails, right.Record, rightDetails),
            NamesComparer.CompareHeads(left.Head.Span, right.Head.Span),
            NamesComparer.CompareTrailers(leftDetails, rightDetails),
            NamesComparer.CompareQueries(left.Record, right.Record),
            BodyComparer.Compare(new(left.Record, leftDetails, leftBody), new(right.Record, rightDetails, rightBody), around, cancellationToken));
    }
}
