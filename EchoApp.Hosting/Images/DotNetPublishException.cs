using System.Text.RegularExpressions;
using Aspire.Hosting;

namespace EchoApp.Hosting.Images;

/// <summary><c>dotnet publish</c> has failed: its errors, or where it names none, its last lines.</summary>
internal sealed partial class DotNetPublishException(IReadOnlyList<string> lines) : DistributedApplicationException(Explain(lines))
{
    private const int LastLines = 20;

    /// <summary>Each once, in order, without the place in the SDK's own files and the project behind it.</summary>
    public IReadOnlyList<string> Errors { get; } = ErrorsIn(lines);

    private static string Explain(IReadOnlyList<string> lines)
    {
        var errors = ErrorsIn(lines);
        return errors.Count == 0 ? $"dotnet publish failed. Its last lines:\n{string.Join('\n', lines.TakeLast(LastLines))}" : string.Join('\n', errors);
    }

    // An exception of a task is told as one error per line of its stack trace.
    private static IReadOnlyList<string> ErrorsIn(IEnumerable<string> lines) =>
    [
        .. lines.Select(line => Error().Match(line)).Where(match => match.Success)
            .Select(match => match.Groups["code"].Value is var code && IsOfASource(match) ? match.Value : $"{match.Groups["text"].Value} ({code})".Replace(" ()", "", StringComparison.Ordinal))
            .Where(text => !text.StartsWith("   at ", StringComparison.Ordinal) && !text.Contains("--- End of ", StringComparison.Ordinal) && !text.Contains("task failed unexpectedly", StringComparison.Ordinal))
            .Distinct(),
    ];

    private static bool IsOfASource(Match match) => !match.Groups["file"].Value.EndsWith(".targets", StringComparison.Ordinal);

    [GeneratedRegex(@"^\s*(?:(?<file>[^\s(][^(]*?)(?:\([0-9,-]+\))?\s*: )?error (?<code>[A-Z]+[0-9]+)?\s?: (?<text>.*?)(?= \[[^\]]*proj\]$|$)")]
    private static partial Regex Error();
}
