using Aspire.Hosting;
using EchoApp.Hosting.Pipelines;
using EchoApp.Hosting.Remote;

namespace EchoApp.Hosting.CommandLine;

/// <summary>The AppHost's command line: a verb, switches, and configuration.</summary>
/// <param name="Verb">What is to be done.</param>
/// <param name="Quiet">Whether to keep the lines of resources off the terminal.</param>
/// <param name="Configuration">What remains, each as <c>--key=value</c>.</param>
internal sealed record AppHostArguments(AppHostVerb Verb, bool Quiet, IReadOnlyList<string> Configuration)
{
    private static readonly string[] _switches = ["quiet", "help", "volumes", "yes", .. RemoteArguments.Flags];
    private static readonly string[] _verbs = ["run", "help", .. PipelineArguments.Verbs, .. RemoteArguments.Verbs];

    /// <summary>What the pipeline is asked for; null to run the application.</summary>
    public PipelineRequest? Pipeline { get; init; }

    /// <summary>What is asked of an AppHost that runs already.</summary>
    public RemoteRequest? Remote { get; init; }

    /// <exception cref="DistributedApplicationException">A word that is no verb, or a key without a value; the message says what would be right.</exception>
    public static AppHostArguments Parse(IReadOnlyList<string> args)
    {
        string? verb = null;
        var asksForHelp = false;
        var quiet = false;
        var pipeline = new PipelineArguments();
        var remote = new RemoteArguments();
        var configuration = new List<string>();
        for (var i = 0; i < args.Count; i++)
        {
            var arg = args[i];
            switch (arg)
            {
                case "--help" or "-h" or "-?":
                    asksForHelp = true;
                    break;
                case "--quiet" or "-q" or "--quiet=true":
                    quiet = true;
                    break;
                case "--quiet=false":
                    quiet = false;
                    break;
                case "--volumes" or "--yes" or "-y":
                    pipeline.Take(arg == "-y" ? "yes" : arg[2..], "true");
                    break;
                case "--follow" or "-f" or "--timestamps" or "-t" or "--no-color":
                    remote.Take(arg switch { "-f" => "follow", "-t" => "timestamps", _ => arg[2..] }, "true");
                    break;
                case "-n":
                    remote.Take("tail", Value(args, ++i, arg));
                    break;
                case "-o":
                    pipeline.Take("output-path", Value(args, ++i, arg));
                    break;
                case ['-', '-', _, ..] when arg.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals:
                    Take(arg[2..equals], arg[(equals + 1)..]);
                    break;
                case ['-', '-', _, ..]:
                    Take(arg[2..], Value(args, ++i, arg));
                    break;
                case var word when verb == PipelineArguments.Do && pipeline.Step is null:
                    pipeline.Take("step", word);
                    break;
                case var word when verb is not null && RemoteArguments.Verbs.Contains(verb):
                    remote.TakeResource(verb, word);
                    break;
                default:
                    verb = verb is null ? VerbOf(arg) : throw TwoVerbs(arg);
                    break;
            }
        }

        var asked = remote.Request(asksForHelp ? "help" : verb, configuration);
        var request = pipeline.Request(asked is null ? verb : null, configuration);
        if (asked is not null && request is not null)
        {
            throw new DistributedApplicationException($"'{verb}' cannot be given together with --operation or --publisher: they ask for something else.");
        }

        var isHelp = asksForHelp || verb == "help";
        return new AppHostArguments(
            isHelp ? AppHostVerb.Help : asked is not null ? AppHostVerb.Remote : request is null ? AppHostVerb.Run : AppHostVerb.Pipeline, quiet, configuration)
        {
            Pipeline = isHelp ? null : request,
            Remote = isHelp ? null : asked,
        };

        void Take(string key, string value)
        {
            if (!pipeline.Take(key, value) && !remote.Take(key, value))
            {
                configuration.Add($"--{key}={value}");
            }
        }
    }

    private static string Value(IReadOnlyList<string> args, int index, string key) =>
        index < args.Count && !args[index].StartsWith("--", StringComparison.Ordinal) ? args[index] : throw new DistributedApplicationException(
            Spelling.Closest(key.TrimStart('-'), _switches) is { } close
                ? $"{key} is not a switch. Did you mean --{close}?"
                : $"{key} needs a value: {(key.StartsWith("--", StringComparison.Ordinal) ? $"{key}=VALUE or " : "")}{key} VALUE. --help explains.");

    private static string VerbOf(string word)
    {
        if (_verbs.Contains(word))
        {
            return word;
        }

        var suggestion = Spelling.Closest(word, _verbs) is { } close ? $" Did you mean '{close}'?" : "";
        var looksLikeKey = word.Contains('=') ? $" Configuration is given as --{word.TrimStart('-')}." : "";
        throw new DistributedApplicationException($"'{word}' is not a verb of this AppHost.{suggestion}{looksLikeKey} --help lists the verbs.");
    }

    private static DistributedApplicationException TwoVerbs(string word) =>
        new($"'{word}' is one verb too many: one can be given. --help lists them.");
}
