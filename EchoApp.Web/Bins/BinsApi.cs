using System.Text.Json;
using System.Text.Json.Nodes;
using EchoApp.Web.Access;
using EchoApp.Web.Api;
using EchoApp.Web.Capture;
using EchoApp.Web.Pages;
using EchoApp.Web.Retention;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Bins;

internal sealed class BinsApi(IStore store, BinDirectory directory, Instance instance, CaptureOptions options, RetentionOptions retention, TimeProvider time)
{
    public const string Path = "/api/bins";

    private const string Example = """{"name":"orders","declared":false,"createdAt":"2026-11-29T12:30:45.123456Z","url":"http://localhost:6000/b/orders","raw":false,"response":null,"script":null,"cors":null,"cloudEvents":false,"retention":{"requests":null,"age":"7d","bytes":null},"usage":{"requests":42,"bytes":67301,"pinned":1,"swept":1280,"keeps":{"requests":100000,"age":"7d","bytes":null}},"dropped":null}""";

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

        if (!TryName(input.Name, out var name))
        {
            return new ProblemResult(StatusCodes.Status400BadRequest, $"A bin's name has {BinName.Rule}; without one it gets one that nobody guesses.");
        }

        var bin = new Bin(name, IsDeclared: false, UnixTime.Round(time.GetUtcNow()), input.Settings());
        if (BinSettingsRules.Fault(bin.Settings) is { } fault)
        {
            return new ProblemResult(StatusCodes.Status400BadRequest, fault);
        }

        try
        {
            if (!await store.Bins.TryCreateAsync(bin, options.MaxBins, context.RequestAborted))
            {
                return new ProblemResult(StatusCodes.Status409Conflict, $"There is a bin {name} already.");
            }
        }
        catch (TooManyBinsException exception)
        {
            return new ProblemResult(StatusCodes.Status409Conflict, $"{exception.Message} Delete one, or raise Capture__MaxBins.");
        }

        context.Response.Headers.Location = $"{context.Request.PathBase.ToUriComponent()}{Path}/{name}";
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

        if (!BinName.TryParse(bin, out var name))
        {
            return NotFound(bin);
        }

        try
        {
            var beginsScript = change.Any(member => member.Key.Equals(nameof(BinSettings.Script), StringComparison.OrdinalIgnoreCase));
            return await store.Bins.UpdateAsync(name, settings => Change(settings, change), beginsScript, context.RequestAborted) is { } changed
                && await store.Bins.MeasureAsync(name, context.RequestAborted) is { } measured
                ? new JsonAnswer<BinView>(View(measured with { Bin = changed }, context), JsonAnswers.Json.BinView)
                : NotFound(bin);
        }
        catch (BinSettingsException exception)
        {
            return new ProblemResult(StatusCodes.Status400BadRequest, exception.Message);
        }
        catch (JsonException exception)
        {
            return JsonInput.Unexpected(exception);
        }
        finally
        {
            directory.Forget(name);
        }
    }

    private BinView View(MeasuredBin bin, HttpContext context) => BinView.Of(bin, context, instance, retention);

    /// <exception cref="BinSettingsException">That makes no sense.</exception>
    /// <exception cref="JsonException">That are no settings.</exception>
    private static BinSettings Change(BinSettings settings, JsonObject change)
    {
        try
        {
            var current = JsonSerializer.SerializeToNode(settings, JsonAnswers.Json.BinSettings)!.AsObject();
            var changed = MergePatch.Apply(current, change).Deserialize(JsonAnswers.Json.BinSettings) ?? settings;
            return BinSettingsRules.Fault(changed) is { } fault ? throw new BinSettingsException(fault) : changed;
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            throw new BinSettingsException(JsonInput.UnreadableText);
        }
    }

    private async Task<IResult> DeleteAsync(HttpContext context)
    {
        var bin = NameIn(context);
        if (!BinName.TryParse(bin, out var name) || await store.Bins.FindAsync(name, context.RequestAborted) is not { } found)
        {
            return NotFound(bin);
        }

        if (found.IsDeclared)
        {
            return new ProblemResult(
                StatusCodes.Status409Conflict, $"Configuration declares the bin {name}: it would be back at the next start. Take Bins__{name}__… out of it, or delete the bin's requests alone.");
        }

        try
        {
            return await store.Bins.DeleteAsync(name, context.RequestAborted) ? TypedResults.NoContent() : NotFound(bin);
        }
        finally
        {
            directory.Forget(name);
        }
    }

    private static bool TryName(string? text, out BinName name)
    {
        name = text is null ? BinName.NewRandom() : default;
        return text is null || BinName.TryParse(text, out name);
    }
}
