using System.Globalization;
using EchoApp.Web.Access;
using EchoApp.Web.Api;
using EchoApp.Web.Bins;
using EchoApp.Web.Capture;
using EchoApp.Web.Capture.Redaction;
using EchoApp.Web.Pages;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Requests;

internal sealed class RequestsApi(IStore store)
{
    private const int DefaultLimit = 50;
    private const int LargestLimit = 500;

    public void Map(IEndpointRouteBuilder endpoints)
    {
        var requests = endpoints.MapGroup($"{BinsApi.Path}/{{bin}}/requests").WithTags("Requests").RequireAccess();
        requests.Map([HttpMethods.Get], "", ListAsync).WithSummary("The requests of a bin, newest first").TakesQuery("limit", "cursor").Answers<RequestPage>(RequestExamples.Page)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        requests.Map([HttpMethods.Delete], "", DeleteAllAsync).WithSummary("Delete all requests of a bin").Answers<DeletedRequests>("""{"deleted":12}""").Refuses(StatusCodes.Status404NotFound);
        requests.Map([HttpMethods.Get], "{id}", GetAsync).WithSummary("A request").Answers<RequestView>(RequestExamples.Request).Refuses(StatusCodes.Status404NotFound);
        requests.Map([HttpMethods.Delete], "{id}", DeleteAsync).WithSummary("Delete a request").AnswersNothing().Refuses(StatusCodes.Status404NotFound);
        requests.Map([HttpMethods.Get], "{id}/body", GetBodyAsync).WithSummary("The body of a request, its bytes as they are kept").AnswersText(CapturedBytes.Data)
            .Refuses(StatusCodes.Status404NotFound);
        requests.Map([HttpMethods.Get], "{id}/head", GetHeadAsync).WithSummary("The head of a request, as on the wire").AnswersText("text/plain").Refuses(StatusCodes.Status404NotFound);
    }

    private async Task<IResult> ListAsync(HttpContext context)
    {
        var most = DefaultLimit;
        if (Asked(context, "limit") is { } limit && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out most) || most is < 1 or > LargestLimit))
        {
            return new ProblemResult(StatusCodes.Status400BadRequest, $"limit must be a whole number from 1 to {LargestLimit}.");
        }

        var before = 0L;
        var cursor = Asked(context, "cursor");
        if (cursor is not null && !Cursor.TryParse(cursor, out before))
        {
            return new ProblemResult(StatusCodes.Status400BadRequest, "cursor must be the next of the page before, as it was given.");
        }

        if (await FindBinAsync(context) is not { } found)
        {
            return BinsApi.NotFound(BinsApi.NameIn(context));
        }

        // One more, to know whether there is a page after this one.
        var requests = await store.Requests.ListAsync(found.Name, cursor is null ? null : before, most + 1, context.RequestAborted);
        var next = requests.Count > most ? Cursor.Of(requests[most - 1].Position) : null;
        return new JsonAnswer<RequestPage>(new RequestPage([.. requests.Take(most).Select(request => RequestItem.Of(request.Record))], next), JsonAnswers.Json.RequestPage);
    }

    private async Task<IResult> DeleteAllAsync(HttpContext context) => await FindBinAsync(context) is { } found
        ? new JsonAnswer<DeletedRequests>(new DeletedRequests(await store.Requests.DeleteAllAsync(found.Name, context.RequestAborted)), JsonAnswers.Json.DeletedRequests)
        : BinsApi.NotFound(BinsApi.NameIn(context));

    private Task<IResult> GetAsync(HttpContext context) =>
        AnswerAsync(context, request => new JsonAnswer<RequestView>(RequestView.Of(request), JsonAnswers.Json.RequestView));

    private async Task<IResult> DeleteAsync(HttpContext context) =>
        TryNames(context, out var bin, out var id) && await store.Requests.DeleteAsync(bin, id, context.RequestAborted) ? TypedResults.NoContent() : NotFound(context);

    private Task<IResult> GetBodyAsync(HttpContext context) => AnswerAsync(context, request => new CapturedBytes(request.Body, CapturedBytes.Data, BodyNotes(request)));

    private Task<IResult> GetHeadAsync(HttpContext context) => AnswerAsync(context, request => new CapturedBytes(request.Head, CapturedBytes.Text));

    /// <returns>What stands in the query by that name; null when nothing does.</returns>
    private static string? Asked(HttpContext context, string name) => context.Request.Query[name] is { Count: > 0 } values ? values.ToString() : null;

    private static (string Name, string Value)[] BodyNotes(StoredRequest request)
    {
        var form = StoredDetails.Read(request.Record.Details.Span).BodyForm;
        return [("Echo-Body-Length", request.Record.BodyLength.ToString(CultureInfo.InvariantCulture)), ("Echo-Body-Form", form == RedactedForm.AsReceived ? "received" : form == RedactedForm.Decoded ? "decoded" : "text")];
    }

    private async Task<IResult> AnswerAsync(HttpContext context, Func<StoredRequest, IResult> answer) =>
        TryNames(context, out var bin, out var id) && await store.Requests.FindAsync(bin, id, context.RequestAborted) is { } request ? answer(request) : NotFound(context);

    private async Task<Bin?> FindBinAsync(HttpContext context) =>
        BinName.TryParse(BinsApi.NameIn(context), out var name) ? await store.Bins.FindAsync(name, context.RequestAborted) : null;

    private static bool TryNames(HttpContext context, out BinName bin, out Guid id)
    {
        id = default;
        return BinName.TryParse(BinsApi.NameIn(context), out bin) && Guid.TryParseExact((string?)context.GetRouteValue("id"), "D", out id);
    }

    private static ProblemResult NotFound(HttpContext context) => BinName.TryParse(BinsApi.NameIn(context), out var name)
        ? new(StatusCodes.Status404NotFound, $"There is no such request in the bin {name}: it was deleted, or never there.")
        : BinsApi.NotFound(BinsApi.NameIn(context));
}
