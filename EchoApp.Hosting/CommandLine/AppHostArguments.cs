using Aspire.Hosting;

namespace EchoApp.Hosting.CommandLine;

/// <summary>The AppHost's command line: a verb, switches, and configuration.</summary>
/// <param name="Verb">What is to be done.</param>
/// <param name="Quiet">Whether to keep the lines of resources off the terminal.</param>
/// <param name="Configuration">What remains, each as <c>--key=value</c>.</param>
internal sealed record AppHostArguments(AppHostVerb Verb, bool Quiet, IReadOnlyList<string> Configuration)
{
    private static readonly string[] _switches = ["quiet", "help"];
    private static readonly Dictionary<string, AppHostVerb> _verbs = new() { ["run"] = AppHostVerb.Run, ["help"] = AppHostVerb.Help };

    /// <exception cref="DistributedApplicationException">A word that is no verb, or a key without a value; the message says what would be right.</exception>
    public static AppHostArguments Parse(IReadOnlyList<string> args)
    {
        var verb = default(AppHostVerb?);
        var quiet = false;
        var configuration = new List<string>();
        for (var i = 0; i < args.Count; i++)
        {
            var arg = args[i];
            switch (arg)
            {
                case "--help" or "-h" or "-?":
                    verb = AppHostVerb.Help;
                    break;
                case "--quiet" or "-q" or "--quiet=true":
                    quiet = true;
                    break;
                case "--quiet=false":
                    quiet = false;
                    break;
                case ['-', '-', _, ..] when arg.Contains('='):
                    configuration.Add(arg);
                    break;
                case ['-', '-', _, ..]:
                    configuration.Add($"{arg}={Value(args, ++i, arg)}");
                    break;
                default:
                    verb = verb is null or AppHostVerb.Help ? verb ?? VerbOf(arg) : throw TwoVerbs(arg);
                    break;
            }
        }

        RefuseOtherOperations(configuration);
        return new AppHostArguments(verb ?? AppHostVerb.Run, quiet, configuration);
    }

    private static string Value(IReadOnlyList<string> args, int index, string key) =>
        index < args.Count && !args[index].StartsWith("--", StringComparison.Ordinal) ? args[index] : throw new DistributedApplicationException(
            Spelling.Closest(key.TrimStart('-'), _switches) is { } close
                ? $"{key} is not a switch. Did you mean --{close}?"
                : $"{key} needs a value: {key}=VALUE or {key} VALUE. --help explains.");

    private static AppHostVerb VerbOf(string word)
    {
        if (_verbs.TryGetValue(word, out var verb))
        {
            return verb;
        }

        var suggestion = Spelling.Closest(word, _verbs.Keys) is { } close ? $" Did you mean '{close}'?" : "";
        var looksLikeKey = word.Contains('=') ? $" Configuration is given as --{word.TrimStart('-')}." : "";
        throw new DistributedApplicationException($"'{word}' is not a verb of this AppHost.{suggestion}{looksLikeKey} --help lists the verbs.");
    }

    private static DistributedApplicationException TwoVerbs(string word) =>
        new($"'{word}' is one verb too many: one can be given. --help lists them.");

    // The Aspire CLI asks for these by configuration; running the application instead would be a surprise.
    private static void RefuseOtherOperations(List<string> configuration)
    {
        foreach (var key in new[] { "--operation=", "--publisher=" })
        {
            if (configuration.FirstOrDefault(each => each.StartsWith(key, StringComparison.OrdinalIgnoreCase)) is { } asked
                && !asked.Equals("--operation=run", StringComparison.OrdinalIgnoreCase))
            {
                throw new DistributedApplicationException(
                    $"The embedded host runs applications; it does not understand {asked}. Build with UseAspire=true for what Aspire can publish.");
            }
        }
    }
}
