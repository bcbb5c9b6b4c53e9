using System.Globalization;
using EchoApp.Web.Access;
using EchoApp.Web.Api;
using EchoApp.Web.Bins;
using EchoApp.Web.Capture;
using EchoApp.Web.Capture.Redaction;
using EchoApp.Web.Pages;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Requests;

internal static class RequestsApi
{
    private const int DefaultLimit = 50;
    private const int LargestLimit = 500;

    public static IEndpointRouteBuilder MapRequests(this IEndpointRouteBuilder endpoints)
    {
        var requests = endpoints.MapGroup($"{BinsApi.Path}/{{bin}}/requests").WithTags("Requests").RequireAccess();
        requests.MapGet("", ListAsync).WithSummary("The requests of a bin, newest first").Answers<RequestPage>(RequestExamples.Page)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        requests.MapDelete("", DeleteAllAsync).WithSummary("Delete all requests of a bin").Answers<DeletedRequests>("""{"deleted":12}""").Refuses(StatusCodes.Status404NotFound);
        requests.MapGet("{id}", GetAsync).WithSummary("A request").Answers<RequestView>(RequestExamples.Request).Refuses(StatusCodes.Status404NotFound);
        requests.MapDelete("{id}", DeleteAsync).WithSummary("Delete a request").Produces(StatusCodes.Status204NoContent).Refuses(StatusCodes.Status404NotFound);
        requests.MapGet("{id}/body", GetBodyAsync).WithSummary("The body of a request, its bytes as they are kept").AnswersBytes(CapturedBytes.Data)
            .Refuses(StatusCodes.Status404NotFound);
        requests.MapGet("{id}/head", GetHeadAsync).WithSummary("The head of a request, as on the wire").AnswersBytes("text/plain").Refuses(StatusCodes.Status404NotFound);
        return endpoints;
    }

    private static async Task<IResult> ListAsync(string bin, string? limit, string? cursor, IStore store, CancellationToken cancellationToken)
    {
        var most = DefaultLimit;
        if (limit is not null && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out most) || most is < 1 or > LargestLimit))
        {
            return new ProblemResult(StatusCodes.Status400BadRequest, $"limit must be a whole number from 1 to {LargestLimit}.");
        }

        var before = 0L;
        if (cursor is not null && !Cursor.TryParse(cursor, out before))
        {
            return new ProblemResult(StatusCodes.Status400BadRequest, "cursor must be the next of the page before, as it was given.");
        }

        if (await FindAsync(bin, store, cancellationToken) is not { } found)
        {
            return BinsApi.NotFound(bin);
        }

        // One more, to know whether there is a page after this one.
        var requests = await store.Requests.ListAsync(found.Name, cursor is null ? null : before, most + 1, cancellationToken);
        var next = requests.Count > most ? Cursor.Of(requests[most - 1].Position) : null;
        return new JsonAnswer<RequestPage>(new RequestPage([.. requests.Take(most).Select(request => RequestItem.Of(request.Record))], next), JsonAnswers.Json.RequestPage);
    }

    private static async Task<IResult> DeleteAllAsync(string bin, IStore store, CancellationToken cancellationToken) =>
        await FindAsync(bin, store, cancellationToken) is { } found
            ? new JsonAnswer<DeletedRequests>(new DeletedRequests(await store.Requests.DeleteAllAsync(found.Name, cancellationToken)), JsonAnswers.Json.DeletedRequests)
            : BinsApi.NotFound(bin);

    private static Task<IResult> GetAsync(string bin, string id, IStore store, CancellationToken cancellationToken) =>
        AnswerAsync(bin, id, store, request => new JsonAnswer<RequestView>(RequestView.Of(request), JsonAnswers.Json.RequestView), cancellationToken);

    private static async Task<IResult> DeleteAsync(string bin, string id, IStore store, CancellationToken cancellationToken) =>
        BinName.TryParse(bin, out var name) && Guid.TryParseExact(id, "D", out var parsed) && await store.Requests.DeleteAsync(name, parsed, cancellationToken)
            ? TypedResults.NoContent()
            : NotFound(bin);

    private static Task<IResult> GetBodyAsync(string bin, string id, IStore store, CancellationToken cancellationToken) =>
        AnswerAsync(bin, id, store, request => new CapturedBytes(request.Body, CapturedBytes.Data, BodyNotes(request)), cancellationToken);

    private static Task<IResult> GetHeadAsync(string bin, string id, IStore store, CancellationToken cancellationToken) =>
        AnswerAsync(bin, id, store, request => new CapturedBytes(request.Head, CapturedBytes.Text), cancellationToken);

    private static (string Name, string Value)[] BodyNotes(StoredRequest request)
    {
        var form = StoredDetails.Read(request.Record.Details.Span).BodyForm;
        return [("Echo-Body-Length", request.Record.BodyLength.ToString(CultureInfo.InvariantCulture)), ("Echo-Body-Form", form == RedactedForm.AsReceived ? "received" : form == RedactedForm.Decoded ? "decoded" : "text")];
    }

    private static async Task<IResult> AnswerAsync(string bin, string id, IStore store, Func<StoredRequest, IResult> answer, CancellationToken cancellationToken) =>
        BinName.TryParse(bin, out var name) && Guid.TryParseExact(id, "D", out var parsed) && await store.Requests.FindAsync(name, parsed, cancellationToken) is { } request
            ? answer(request)
            : NotFound(bin);

    private static async Task<Bin?> FindAsync(string bin, IStore store, CancellationToken cancellationToken) =>
        BinName.TryParse(bin, out var name) ? await store.Bins.FindAsync(name, cancellationToken) : null;

    private static ProblemResult NotFound(string bin) => BinName.TryParse(bin, out var name)
        ? new(StatusCodes.Status404NotFound, $"There is no such request in the bin {name}: it was deleted, or never there.")
        : BinsApi.NotFound(bin);
}
