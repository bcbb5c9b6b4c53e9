using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EchoApp.Web.Api;
using EchoApp.Web.Bins.Recent;
using EchoApp.Web.Logging;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Bins;

/// <summary>The bins that configuration declares: <c>Bins:{name}:…</c>, with the members that the API has too.</summary>
internal static class DeclaredBins
{
    public const string Section = "Bins";

    // Up to there every whole number is one of double precision.
    private const double Largest = 1L << 53;

    private static readonly string[] _switches = [nameof(BinSettings.Raw), nameof(BinSettings.CloudEvents)];
    private static readonly string[] _numbers = [nameof(BinResponse.Status), nameof(BinResponse.Delay), nameof(ScriptStep.Times), nameof(BinRetention.Requests), nameof(BinRetention.Bytes)];

    /// <exception cref="StartupException">A name is none, or a setting makes no sense.</exception>
    /// <param name="configuration">The settings.</param>
    /// <param name="hasRecent">Whether there is one for what is echoed.</param>
    /// <param name="now">When they are made, where they are not there.</param>
    public static IReadOnlyList<Bin> Read(IConfiguration configuration, bool hasRecent, DateTimeOffset now)
    {
        var declared = configuration.GetSection(Section).GetChildren().ToDictionary(Name, Settings);
        if (hasRecent)
        {
            declared[RecentBin.Name] = RecentBin.Complete(declared.GetValueOrDefault(RecentBin.Name) ?? new BinSettings());
        }

        return [.. declared.Select(bin => new Bin(bin.Key, IsDeclared: true, UnixTime.Round(now), bin.Value))];
    }

    private static BinName Name(IConfigurationSection entry) => BinName.TryParse(entry.Key, out var name)
        ? name
        : throw new StartupException($"Bins__{LogText.Escape(entry.Key)}: a bin's name has {BinName.Rule}.");

    private static BinSettings Settings(IConfigurationSection entry)
    {
        if (entry.Value is { Length: > 0 } value)
        {
            throw new StartupException($"Bins__{entry.Key}={LogText.Escape(value)}: a bin is declared by one of its settings, as in Bins__{entry.Key}__Raw=false.");
        }

        try
        {
            var settings = Members(entry).Deserialize(JsonAnswers.Json.BinSettings) ?? new BinSettings();
            return BinSettingsRules.Fault(settings) is { } fault ? throw new StartupException($"Bins__{entry.Key}: {fault.Reason}") : settings;
        }
        catch (JsonException exception)
        {
            throw new StartupException($"Bins__{entry.Key}: {LogText.Escape(JsonInput.Describe(exception))}");
        }
    }

    /// <summary>Configuration has text alone, and lists as members 0, 1, 2: what they are is told by their names.</summary>
    private static JsonNode? Node(IConfigurationSection section, bool isText = false)
    {
        var members = section.GetChildren().ToList();
        return members.Count == 0 ? Value(section, isText)
            : members.All(member => int.TryParse(member.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _)) ? new JsonArray([.. members.Select(member => Node(member))])
            : Members(section);
    }

    private static JsonObject Members(IConfigurationSection section) =>
        new(section.GetChildren().Select(member => KeyValuePair.Create(IsOfUser(section) ? member.Key : JsonNamingPolicy.CamelCase.ConvertName(member.Key), Node(member, IsOfUser(section)))));

    private static bool IsOfUser(IConfigurationSection section) => section.Key.Equals(nameof(BinResponse.Headers), StringComparison.OrdinalIgnoreCase);

    private static JsonValue? Value(IConfigurationSection section, bool isText) =>
        section.Value is not { } text ? null
        : isText ? JsonValue.Create(text)
        : _switches.Contains(section.Key, StringComparer.OrdinalIgnoreCase) && bool.TryParse(text, out var isOn) ? JsonValue.Create(isOn)
        : _numbers.Contains(section.Key, StringComparer.OrdinalIgnoreCase) && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? (number == Math.Floor(number) && number <= Largest ? JsonValue.Create((long)number) : JsonValue.Create(number))
        : JsonValue.Create(text);
}
