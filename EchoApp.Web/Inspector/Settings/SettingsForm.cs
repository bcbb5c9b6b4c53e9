using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using EchoApp.Web.Api;
using EchoApp.Web.Bins;
using EchoApp.Web.Echo;
using EchoApp.Web.Pages;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Inspector.Settings;

/// <summary>The settings of a bin as people write them in fields, right or wrong.</summary>
internal sealed record SettingsForm
{
    public const string Echo = "echo";
    public const string Fixed = "response";
    public const string InTurn = "script";

    private static readonly ApiJson _readable = new(new JsonSerializerOptions(JsonAnswers.Json.Options) { WriteIndented = true, NewLine = "\n", DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault });

    /// <summary>The hash of the settings that it began with.</summary>
    public string Was { get; init; } = "";

    /// <summary><see cref="Echo"/>, <see cref="Fixed"/> or <see cref="InTurn"/>.</summary>
    public string Answer { get; init; } = Echo;

    public string Status { get; init; } = "200";

    public string Delay { get; init; } = "";

    public string ContentType { get; init; } = "";

    /// <summary>One a line.</summary>
    public string Headers { get; init; } = "";

    public string Body { get; init; } = "";

    /// <summary>As the API has it, in JSON.</summary>
    public string Script { get; init; } = "";

    public string KeepRequests { get; init; } = "";

    public string KeepAge { get; init; } = "";

    public string KeepBytes { get; init; } = "";

    public string Cors { get; init; } = "";

    public bool Raw { get; init; }

    public bool CloudEvents { get; init; }

    public static SettingsForm Of(BinSettings settings)
    {
        var response = settings.Response;
        return new()
        {
            Was = HashOf(settings),
            Answer = settings.Script is not null ? InTurn : response is not null ? Fixed : Echo,
            Status = (response?.Status ?? StatusCodes.Status200OK).ToString(CultureInfo.InvariantCulture),
            Delay = response is { Delay: > 0 } ? response.Delay.ToString("0.###############", CultureInfo.InvariantCulture) : "",
            ContentType = response?.ContentType ?? "",
            Headers = string.Join('\n', response?.Headers?.Select(header => $"{header.Key}: {header.Value}") ?? []),
            Body = AsField(response?.Body),
            Script = settings.Script is { } script ? JsonSerializer.Serialize(script, _readable.BinScript) : "",
            KeepRequests = settings.Retention?.Requests?.ToString(CultureInfo.InvariantCulture) ?? "",
            KeepAge = settings.Retention?.Age ?? "",
            KeepBytes = settings.Retention?.Bytes?.ToString(CultureInfo.InvariantCulture) ?? "",
            Cors = settings.Cors ?? "",
            Raw = settings.Raw,
            CloudEvents = settings.CloudEvents,
        };
    }

    public static SettingsForm Read(NamedValues fields)
    {
        return new()
        {
            Was = Text("was"),
            Answer = Text("answer"),
            Status = Text("status"),
            Delay = Text("delay"),
            ContentType = Text("contentType"),
            Headers = Text("headers"),
            Body = AsField(fields.Last("body")),
            Script = Text("script"),
            KeepRequests = Text("keepRequests"),
            KeepAge = Text("keepAge"),
            KeepBytes = Text("keepBytes"),
            Cors = Text("cors"),
            Raw = fields.Last("raw") is not null,
            CloudEvents = fields.Last("cloudEvents") is not null,
        };

        string Text(string name) => AsField(fields.Last(name)).Trim();
    }

    /// <summary>Whether it began with these settings, and not with those of before somebody has changed them; true where it does not say.</summary>
    public bool BeganWith(BinSettings present) => Was is "" || Was == HashOf(present);

    /// <summary>Whether it has another script than a bin that has these settings, or takes its script away.</summary>
    public bool ChangesScript(BinSettings present) => Answer == InTurn ? Script != Of(present).Script : present.Script is not null;

    /// <summary>The settings that it asks for.</summary>
    /// <param name="present">Those that there are. A script that reads the same stays as it is; so does a body, with the ends of lines that no field keeps.</param>
    /// <exception cref="BinSettingsException">A field has what it cannot have.</exception>
    public BinSettings Apply(BinSettings present) => present with
    {
        Raw = Raw,
        Cors = Optional(Cors),
        CloudEvents = CloudEvents,
        Retention = KeepRequests is "" && KeepAge is "" && KeepBytes is "" ? null : new()
        {
            Requests = Number("The number of requests to keep", KeepRequests, "retention.requests"),
            Age = Optional(KeepAge),
            Bytes = Number("The number of bytes to keep", KeepBytes, "retention.bytes"),
        },
        Script = Answer != InTurn ? null : ChangesScript(present) ? ReadScript() : present.Script,
        Response = Answer == Echo ? null : Answer == Fixed ? ReadResponse(present.Response?.Body) : present.Response,
    };

    private BinResponse ReadResponse(string? presentBody)
    {
        var body = presentBody is not null && AsField(presentBody) == Body ? presentBody : Body is "" && ContentType is "" ? null : Body;
        return new(
            (int)Math.Min(Number("The status", Status, "response.status") ?? StatusCodes.Status200OK, int.MaxValue),
            Headers is "" ? null : ReadHeaders(),
            body,
            Optional(ContentType),
            Delay is "" ? 0
                : double.TryParse(Delay, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) ? seconds
                : throw new BinSettingsException("The delay must be a number of seconds, such as 0.5.", "response.delay"));
    }

    private Dictionary<string, string> ReadHeaders()
    {
        var headers = new Dictionary<string, string>();
        foreach (var line in Headers.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
            {
                throw new BinSettingsException($"A header is a name, a colon and a value: {line}", "response.headers");
            }

            if (!headers.TryAdd(line[..colon], line[(colon + 1)..].Trim()))
            {
                throw new BinSettingsException($"The header {line[..colon]} stands there twice.", "response.headers");
            }
        }

        return headers;
    }

    private BinScript ReadScript()
    {
        try
        {
            return JsonSerializer.Deserialize(Script is "" ? "{}" : Script, JsonAnswers.Json.BinScript) ?? throw new BinSettingsException("script: it is null.", "script");
        }
        catch (JsonException exception)
        {
            throw new BinSettingsException($"script, line {exception.LineNumber + 1}: {JsonInput.Describe(exception)}", "script");
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            throw new BinSettingsException($"script: {JsonInput.UnreadableText}", "script");
        }
    }

    private static string HashOf(BinSettings settings) => ContentHash.Of(JsonSerializer.SerializeToUtf8Bytes(settings, JsonAnswers.Json.BinSettings));

    private static string? Optional(string text) => text is "" ? null : text;

    private static long? Number(string what, string text, string member) => text is "" ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new BinSettingsException($"{what} must be a whole number.", member);

    /// <summary>Fields end their lines with one character, whatever was written, and send two.</summary>
    private static string AsField(string? text) => text?.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n') ?? "";
}
