using System.Text.RegularExpressions;
using Aspire.Hosting;
using EchoApp.Hosting.Pipelines;

namespace EchoApp.Hosting.CommandLine;

/// <summary>
/// The arguments of a pipeline, in both spellings: a verb with <c>-o</c>, or what the Aspire CLI gives an AppHost,
/// <c>--operation publish --step … --output-path …</c>, and <c>--publisher manifest</c>.
/// </summary>
internal sealed partial class PipelineArguments
{
    public const string Do = "do";

    private const string LevelKey = "--Logging:LogLevel:Default=";

    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyList<string> Verbs { get; } = [KnownSteps.Publish, KnownSteps.Push, KnownSteps.Deploy, KnownSteps.Down, Do];

    /// <summary>The step that was named, by <c>do</c> or <c>--step</c>.</summary>
    public string? Step => _values.GetValueOrDefault("step");

    /// <summary>Keeps a key that is not configuration but the pipeline's.</summary>
    public bool Take(string key, string value)
    {
        if (key.ToLowerInvariant() is not ("operation" or "step" or "publisher" or "output-path" or "log-level" or "volumes" or "yes"))
        {
            return false;
        }

        _values[key] = value.Length > 0 ? value : throw new DistributedApplicationException($"--{key} needs a value. --help explains.");
        return true;
    }

    /// <returns>Null to run the application.</returns>
    /// <param name="verb">The verb, if one was given.</param>
    /// <param name="configuration">The configuration of the command line; a log level is added to it.</param>
    /// <exception cref="DistributedApplicationException">The arguments contradict each other or make no sense.</exception>
    public PipelineRequest? Request(string? verb, List<string> configuration)
    {
        if (StepOf(verb) is not { } step)
        {
            return _values.Keys.FirstOrDefault(key => !key.Equals("operation", StringComparison.OrdinalIgnoreCase)) is not { } stray ? null
                : throw new DistributedApplicationException($"--{stray} belongs to {string.Join(", ", Verbs)} and --operation publish; without one of them it means nothing.");
        }

        RefuseUnusableEnvironment(configuration);
        if (_values.TryGetValue("log-level", out var level))
        {
            configuration.Add(LevelKey + level);
        }

        return new PipelineRequest(step, _values.GetValueOrDefault("output-path")) { RemovesVolumes = IsSet("volumes", step), IsConfirmed = IsSet("yes", step) };
    }

    private bool IsSet(string key, string step)
    {
        if (!_values.TryGetValue(key, out var value))
        {
            return false;
        }

        var isDown = step == KnownSteps.Down || step.StartsWith("docker-compose-down-", StringComparison.Ordinal);
        return !isDown ? throw new DistributedApplicationException($"--{key} belongs to '{KnownSteps.Down}', and means nothing to '{step}'.")
            : bool.TryParse(value, out var isSet) ? isSet
            : throw new DistributedApplicationException($"--{key} must be true or false, not '{value}'. --{key} alone is true.");
    }

    private string? StepOf(string? verb)
    {
        var operation = _values.GetValueOrDefault("operation");
        var publisher = _values.GetValueOrDefault("publisher");
        if (verb is not null && verb != "help" && (operation ?? publisher ?? (verb is Do or "run" ? null : Step)) is not null)
        {
            throw new DistributedApplicationException($"'{verb}' cannot be given together with --operation, --publisher or --step: they say the same in other words.");
        }

        return (verb, operation?.ToLowerInvariant(), publisher?.ToLowerInvariant()) switch
        {
            (Do, _, _) => Step ?? throw new DistributedApplicationException($"'do' needs a step: do <step>. 'do {KnownSteps.Diagnostics}' lists them."),
            (not null and not "help" and not "run", _, _) => verb,
            (_, _, "manifest") => KnownSteps.PublishManifest,
            (_, _, not null) => throw new DistributedApplicationException($"--publisher must be manifest, not '{publisher}'. Anything else is a step: --operation publish --step STEP."),
            (_, "publish", _) => Step ?? KnownSteps.Publish,
            (_, null or "run", _) => null,
            _ => throw new DistributedApplicationException($"--operation must be run or publish, not '{operation}'."),
        };
    }

    // The name ends up in that of a file.
    private static void RefuseUnusableEnvironment(List<string> configuration)
    {
        const string key = "--environment=";
        var name = configuration.LastOrDefault(each => each.StartsWith(key, StringComparison.OrdinalIgnoreCase))?[key.Length..];
        if (name is not null && !EnvironmentName().IsMatch(name))
        {
            throw new DistributedApplicationException($"--environment must be a name of letters, digits and - _ . such as Production, not '{name}'.");
        }
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_.-]*$")]
    private static partial Regex EnvironmentName();
}
