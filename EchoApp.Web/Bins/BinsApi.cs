using EchoApp.Web.Access;
using EchoApp.Web.Api;
using EchoApp.Web.Pages;
using EchoApp.Web.Retention;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Bins;

internal sealed class BinsApi(IStore store, BinActions actions, Instance instance, RetentionOptions retention)
{
    public const string Path = "/api/bins";

    private const string Example = """{"name":"orders","declared":false,"createdAt":"2026-11-29T12:30:45.123456Z","url":"http://localhost:6000/b/orders","raw":false,"response":null,"script":null,"cors":null,"cloudEvents":false,"retention":{"requests":null,"age":"7d","bytes":null},"usage":{"requests":42,"bytes":67301,"pinned":1,"swept":1280,"lastReceivedAt":"2026-11-29T12:31:02.000417Z","keeps":{"requests":100000,"age":"7d","bytes":null}},"dropped":null}""";

    public void Map(IEndpointRouteBuilder endpoints)
    {
        var bins = endpoints.MapGroup(Path).WithTags("Bins").RequireAccess();
        bins.Map([HttpMethods.Get], "", ListAsync).WithSummary("All bins, by name").Answers<BinList>($$"""{"items":[{{Example}}]}""").Refuses();
        bins.Map([HttpMethods.Post], "", CreateAsync).WithSummary("Create a bin").Takes<NewBin>("""{"name":"orders","response":{"status":202,"contentType":"application/json","body":"{\"id\":\"{{id}}\"}"}}""").Answers<BinView>(Example, StatusCodes.Status201Created)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge);
        bins.Map([HttpMethods.Get], "{bin}", GetAsync).WithSummary("A bin").Answers<BinView>(Example).Refuses(StatusCodes.Status404NotFound);
        bins.Map([HttpMethods.Patch], "{bin}", ChangeAsync).WithSummary("Change a bin's settings").Takes<BinSettings>(
            """{"script":{"steps":[{"times":2,"response":{"status":503,"headers":{"Retry-After":"1"}}},{"response":{"status":200}}],"perHeader":"webhook-id"}}""").Answers<BinView>(Example)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status413PayloadTooLarge);
        bins.Map([HttpMethods.Delete], "{bin}", DeleteAsync).WithSummary("Delete a bin and its requests").AnswersNothing()
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
    }

    /// <summary>The bin that the path of a request of the API names.</summary>
    public static string NameIn(HttpContext context) => (string)context.GetRouteValue("bin")!;

    /// <summary>The answer for a bin that is not there.</summary>
    public static ProblemResult NotFound(string bin) => new(
        StatusCodes.Status404NotFound,
        BinName.TryParse(bin, out var name) ? $"There is no bin {name}. Create it: POST {Path} with {{\"name\": \"{name}\"}}." : $"There is no such bin: a bin's name has {BinName.Rule}.");

    private async Task<IResult> ListAsync(HttpContext context)
    {
        var bins = await store.Bins.ListAsync(context.RequestAborted);
        return new JsonAnswer<BinList>(new BinList([.. bins.Select(bin => View(bin, context))]), JsonAnswers.Json.BinList);
    }

    private async Task<IResult> CreateAsync(HttpContext context)
    {
        var (input, problem) = await JsonInput.ReadAsync(context, JsonAnswers.Json.NewBin);
        if (input is null)
        {
            return problem!;
        }

        var (bin, refusal) = await actions.CreateAsync(input, context.RequestAborted);
        if (bin is null)
        {
            return refusal!;
        }

        context.Response.Headers.Location = PageAddress.Of(context, $"{Path}/{bin.Name}");
        return new JsonAnswer<BinView>(View(new(bin, BinUsage.None), context), JsonAnswers.Json.BinView, StatusCodes.Status201Created);
    }

    private async Task<IResult> GetAsync(HttpContext context)
    {
        var bin = NameIn(context);
        return BinName.TryParse(bin, out var name) && await store.Bins.MeasureAsync(name, context.RequestAborted) is { } found
            ? new JsonAnswer<BinView>(View(found, context), JsonAnswers.Json.BinView)
            : NotFound(bin);
    }

    private async Task<IResult> ChangeAsync(HttpContext context)
    {
        var bin = NameIn(context);
        var (change, problem) = await JsonInput.ReadAsync(context, JsonAnswers.Json.JsonObject);
        if (change is null)
        {
            return problem!;
        }

        var (changed, refusal) = await actions.ChangeAsync(bin, change, context.RequestAborted);
        return changed is null ? refusal!
            : await store.Bins.MeasureAsync(changed.Name, context.RequestAborted) is { } measured ? new JsonAnswer<BinView>(View(measured with { Bin = changed }, context), JsonAnswers.Json.BinView)
            : NotFound(bin);
    }

    private async Task<IResult> DeleteAsync(HttpContext context) =>
        (IResult?)await actions.DeleteAsync(NameIn(context), context.RequestAborted) ?? TypedResults.NoContent();

    private BinView View(MeasuredBin bin, HttpContext context) => BinView.Of(bin, context, instance, retention);
}
