using System.Text.RegularExpressions;
using Aspire.Hosting;

namespace EchoApp.Publishing.Images;

/// <summary><c>dotnet publish</c> has failed: its errors, or where it names none, its last lines.</summary>
internal sealed partial class DotNetPublishException(IReadOnlyList<string> lines) : DistributedApplicationException(Explain(lines))
{
    private const int LastLines = 20;

    private static string Explain(IReadOnlyList<string> lines)
    {
        var errors = ErrorsIn(lines);
        return errors.Count == 0 ? $"dotnet publish failed. Its last lines:\n{string.Join('\n', lines.TakeLast(LastLines))}" : string.Join('\n', errors);
    }

    // Each once, in order, without the place in the SDK's own files and the project behind it.
    private static IReadOnlyList<string> ErrorsIn(IEnumerable<string> lines) =>
        [.. lines.Select(line => Error().Match(line)).Where(match => match.Success && !IsStackTrace(match.Groups["text"].Value)).Select(Tell).Distinct()];

    // An exception of a task is told as one error for each line of its stack trace.
    private static bool IsStackTrace(string text) =>
        text.StartsWith("   at ", StringComparison.Ordinal) || text.Contains("--- End of ", StringComparison.Ordinal) || text.EndsWith("task failed unexpectedly.", StringComparison.Ordinal);

    private static string Tell(Match error) => (error.Groups["file"].Value, error.Groups["code"].Value, error.Groups["text"].Value.Trim()) switch
    {
        (var file, _, _) when file.Length > 0 && !file.EndsWith(".targets", StringComparison.Ordinal) => error.Value.Trim(),
        (_, "", var text) => text,
        (_, var code, var text) => $"{text} ({code})",
    };

    [GeneratedRegex(@"^\s*(?:(?<file>[^\s(][^(]*?)(?:\([0-9,-]+\))?\s*: )?error (?<code>[A-Z]+[0-9]+)?\s?: (?<text>.*?)(?= \[[^\]]*proj\]$|$)")]
    private static partial Regex Error();
}
