using System.Globalization;
using Aspire.Hosting;
using EchoApp.Hosting.Remote;

namespace EchoApp.Hosting.CommandLine;

/// <summary>The arguments of the verbs that are about an AppHost which runs already.</summary>
internal sealed class RemoteArguments
{
    private const string Ps = "ps";
    private const string Logs = "logs";

    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _resources = [];

    public static IReadOnlyList<string> Verbs { get; } = [Ps, Logs, "stop", "start", "restart"];

    /// <summary>Those that need no value.</summary>
    public static IReadOnlyList<string> Flags { get; } = ["follow", "timestamps", "no-color"];

    private static IReadOnlyList<string> Keys { get; } = [.. Flags, "tail", "format", "pid"];

    /// <summary>Keeps a key that is not configuration but one of these verbs'.</summary>
    public bool Take(string key, string value)
    {
        if (!Keys.Contains(key, StringComparer.OrdinalIgnoreCase))
        {
            return false;
        }

        _values[key] = value.Length > 0 ? value : throw new DistributedApplicationException($"--{key} needs a value. --help explains.");
        return true;
    }

    /// <summary>Keeps a word that stands behind the verb.</summary>
    public void TakeResource(string verb, string word) => _resources.Add(
        word.StartsWith('-') ? throw new DistributedApplicationException($"{word} is not a switch of '{verb}'. --help lists them.")
        : verb == Ps ? throw new DistributedApplicationException($"'{Ps}' lists all resources and takes no names; '{word}' is one word too many.")
        : word);

    /// <returns>Null where the verb is none of these.</returns>
    /// <exception cref="DistributedApplicationException">The arguments make no sense.</exception>
    public RemoteRequest? Request(string? verb, IReadOnlyList<string> configuration)
    {
        if (verb is null || !Verbs.Contains(verb))
        {
            return _values.Keys.FirstOrDefault() is not { } stray || verb == "help" ? null
                : throw new DistributedApplicationException($"--{stray} belongs to {Owners(stray)}; without {(stray == "pid" ? "one of them" : "it")} it means nothing.");
        }

        if (_values.Keys.FirstOrDefault(key => !Owns(verb, key)) is { } foreign)
        {
            throw new DistributedApplicationException($"--{foreign} belongs to {Owners(foreign)}, and means nothing to '{verb}'.");
        }

        RefuseMisspelled(configuration);
        return new RemoteRequest(verb, _resources)
        {
            ProcessId = Number("pid"),
            IsJson = _values.GetValueOrDefault("format") switch
            {
                null or "table" => false,
                "json" => true,
                var other => throw new DistributedApplicationException($"--format must be table or json, not '{other}'."),
            },
            Follows = IsSet("follow"),
            ShowsTimes = IsSet("timestamps"),
            UsesNoColour = IsSet("no-color"),
            Tail = Number("tail"),
        };
    }

    private static bool Owns(string verb, string key) => key.ToLowerInvariant() switch
    {
        "pid" => true,
        "format" => verb == Ps,
        _ => verb == Logs,
    };

    private static string Owners(string key) => string.Join(", ", Verbs.Where(verb => Owns(verb, key)).Select(verb => $"'{verb}'"));

    // It would otherwise be taken for configuration, and for nothing at all.
    private static void RefuseMisspelled(IReadOnlyList<string> configuration)
    {
        foreach (var key in configuration.Select(each => each[2..each.IndexOf('=', StringComparison.Ordinal)]).Where(key => !key.Contains(':')))
        {
            if (Spelling.Closest(key, Keys) is { } close)
            {
                throw new DistributedApplicationException($"--{key} is not a switch. Did you mean --{close}?");
            }
        }
    }

    private bool IsSet(string key) => _values.TryGetValue(key, out var value)
        && (bool.TryParse(value, out var isSet) ? isSet : throw new DistributedApplicationException($"--{key} must be true or false, not '{value}'. --{key} alone is true."));

    private int? Number(string key) => !_values.TryGetValue(key, out var value) ? null
        : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new DistributedApplicationException($"--{key} must be a number, not '{value}'. For example --{key} 100");
}
