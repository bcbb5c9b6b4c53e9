using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EchoApp.Web.Access;
using EchoApp.Web.Api;
using EchoApp.Web.Bins;
using EchoApp.Web.Capture;
using EchoApp.Web.Capture.Redaction;
using EchoApp.Web.Logging;
using EchoApp.Web.Pages;
using EchoApp.Web.Storage;
using EchoApp.Web.Telemetry;

namespace EchoApp.Web.Requests;

internal sealed class RequestsApi(IStore store, TraceUrl traces)
{
    public void Map(IEndpointRouteBuilder endpoints)
    {
        var requests = endpoints.MapGroup($"{BinsApi.Path}/{{bin}}/requests").WithTags("Requests").RequireAccess();
        requests.Map([HttpMethods.Get], "{id}", GetAsync).WithSummary("A request").Answers<RequestView>(RequestExamples.Request).Refuses(StatusCodes.Status404NotFound);
        requests.Map([HttpMethods.Patch], "{id}", MarkAsync).WithSummary("Pin a request, or tag it").Takes<RequestMarks>("""{"pinned":true,"tags":["seen"]}""").Answers<RequestItem>(RequestExamples.Item)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status413PayloadTooLarge);
        requests.Map([HttpMethods.Delete], "{id}", DeleteAsync).WithSummary("Delete a request").AnswersNothing().Refuses(StatusCodes.Status404NotFound);
        requests.Map([HttpMethods.Get], "{id}/body", GetBodyAsync).WithSummary("The body of a request, its bytes as they are kept").AnswersText(CapturedBytes.Data)
            .Refuses(StatusCodes.Status404NotFound);
        requests.Map([HttpMethods.Get], "{id}/head", GetHeadAsync).WithSummary("The head of a request, as on the wire").AnswersText("text/plain").Refuses(StatusCodes.Status404NotFound);
    }

    private Task<IResult> GetAsync(HttpContext context) =>
        AnswerAsync(context, request => new JsonAnswer<RequestView>(RequestView.Of(request, traces), JsonAnswers.Json.RequestView));

    private async Task<IResult> DeleteAsync(HttpContext context) =>
        TryNames(context, out var bin, out var id) && await store.Requests.DeleteAsync(bin, id, context.RequestAborted) ? TypedResults.NoContent() : NotFound(context);

    private async Task<IResult> MarkAsync(HttpContext context)
    {
        var (change, problem) = await JsonInput.ReadAsync(context, JsonAnswers.Json.JsonObject);
        if (change is null)
        {
            return problem!;
        }

        if (!TryNames(context, out var bin, out var id))
        {
            return NotFound(context);
        }

        try
        {
            return await store.Requests.MarkAsync(bin, id, marks => Change(marks, change), context.RequestAborted) is { } request
                ? new JsonAnswer<RequestItem>(RequestItem.Of(request.Record, traces), JsonAnswers.Json.RequestItem)
                : NotFound(context);
        }
        catch (JsonException exception)
        {
            return JsonInput.Unexpected(exception);
        }
        catch (FormatException exception)
        {
            return new ProblemResult(StatusCodes.Status400BadRequest, exception.Message);
        }
    }

    /// <exception cref="JsonException">It is no such object.</exception>
    /// <exception cref="FormatException">It cannot be on a request; the message says why.</exception>
    private static Marks Change(Marks marks, JsonObject change)
    {
        var current = JsonSerializer.SerializeToNode(new RequestMarks(marks.IsPinned, marks.Tags), JsonAnswers.Json.RequestMarks)!.AsObject();
        RequestMarks changed;
        try
        {
            changed = MergePatch.Apply(current, change).Deserialize(JsonAnswers.Json.RequestMarks) ?? new RequestMarks();
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            throw new FormatException(JsonInput.UnreadableText);
        }

        return RequestActions.MarksOf(changed.Pinned, changed.Tags ?? []);
    }

    private Task<IResult> GetBodyAsync(HttpContext context) => AnswerAsync(context, request => new CapturedBytes(request.Body, CapturedBytes.Data, BodyNotes(request)));

    private Task<IResult> GetHeadAsync(HttpContext context) => AnswerAsync(context, request => new CapturedBytes(request.Head, CapturedBytes.Text));

    private static (string Name, string Value)[] BodyNotes(StoredRequest request)
    {
        var form = StoredDetails.Read(request.Record.Details.Span).BodyForm;
        return [("Echo-Body-Length", request.Record.BodyLength.ToString(CultureInfo.InvariantCulture)), ("Echo-Body-Form", form == RedactedForm.AsReceived ? "received" : form == RedactedForm.Decoded ? "decoded" : "text")];
    }

    private async Task<IResult> AnswerAsync(HttpContext context, Func<StoredRequest, IResult> answer) =>
        TryNames(context, out var bin, out var id) && await store.Requests.FindAsync(bin, id, context.RequestAborted) is { } request ? answer(request) : NotFound(context);

    private static bool TryNames(HttpContext context, out BinName bin, out Guid id)
    {
        id = default;
        return BinName.TryParse(BinsApi.NameIn(context), out bin) && Guid.TryParseExact((string?)context.GetRouteValue("id"), "D", out id);
    }

    /// <summary>The answer that a bin which is there has no such request.</summary>
    /// <param name="bin">Its name.</param>
    /// <param name="id">What was asked for, as it was written.</param>
    public static ProblemResult NotFound(BinName bin, string? id) =>
        new(StatusCodes.Status404NotFound, $"There is no request {LogText.Escape(id)} in the bin {bin}: it was deleted, or never there.");

    private static ProblemResult NotFound(HttpContext context) => BinName.TryParse(BinsApi.NameIn(context), out var name)
        ? NotFound(name, (string?)context.GetRouteValue("id"))
        : BinsApi.NotFound(BinsApi.NameIn(context));
}
