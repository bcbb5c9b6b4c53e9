using System.Globalization;
using System.Text.RegularExpressions;
using EchoApp.Web.Capture.Redaction;

namespace EchoApp.Web.Reading;

/// <summary>What stands in text where something secret was, as <see cref="Replacement"/> writes it. Anybody can send the same.</summary>
/// <param name="Length">Bytes of the value as sent.</param>
/// <param name="Fingerprint">Equal for equal values.</param>
/// <param name="Ending">The last four characters of a long value; null where they are not told.</param>
/// <param name="IsCut">Whether the value goes on beyond what is kept, or has no end.</param>
internal sealed partial record ReplacedValue(long Length, string Fingerprint, string? Ending, bool IsCut)
{
    public static IReadOnlyList<ReplacedValue> Find(string text) => [.. Pattern().Matches(text).Select(Of)];

    /// <summary>Where they stand, in order.</summary>
    public static Regex.ValueMatchEnumerator Places(ReadOnlySpan<char> text) => Pattern().EnumerateMatches(text);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Length} {(Length == 1 ? "byte" : "bytes")}, fingerprint {Fingerprint}{(IsCut ? ", cut off" : Ending is null ? "" : $", ends in {Ending}")}");

    private static ReplacedValue Of(Match match)
    {
        var end = match.Groups["end"];
        var isCut = end.Value == "cut";
        return new(long.Parse(match.Groups["length"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture), match.Groups["fingerprint"].Value, end.Success && !isCut ? end.Value : null, isCut);
    }

    [GeneratedRegex(@"redacted~(?<length>[0-9]{1,18})~(?<fingerprint>[0-9a-f]{16})(?:~(?<end>cut(?![A-Za-z0-9._-])|[A-Za-z0-9._-]{4}))?", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
