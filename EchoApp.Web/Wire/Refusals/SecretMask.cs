using System.Text.RegularExpressions;

namespace EchoApp.Web.Wire.Refusals;

/// <summary>
/// Takes out of a line all that may be a secret: it is there to show what is wrong with its form. What is shown of values is those of fields that
/// hold none.
/// </summary>
internal static partial class SecretMask
{
    private const string Mask = "***";
    private const int LongestWord = 32;

    /// <param name="line">Short: it is gone over several times.</param>
    /// <param name="kind">What kind of line it is.</param>
    public static string Apply(string line, LineKind kind) => kind switch
    {
        LineKind.Request => OfRequestLine(line),
        LineKind.Field => OfField(line),
        _ => OfChunkSize(line),
    };

    /// <summary>Method, path and version, and the names of the query. What is no request line may be anything, and mostly the rest of a body.</summary>
    private static string OfRequestLine(string line)
    {
        if (!RequestLine().IsMatch(line))
        {
            return Mask;
        }

        var query = line.IndexOf('?', StringComparison.Ordinal);
        var end = query < 0 ? -1 : line.LastIndexOf(' ');
        var parameters = query < 0 ? "" : Value().Replace(end > query ? line[query..end] : line[query..], $"$1{Mask}");
        return OfRuns(query < 0 ? line : line[..query]) + OfRuns(parameters) + (end > query ? line[end..] : "");
    }

    private static string OfField(string line)
    {
        // A folded line is what a field before it goes on with, and no name tells which.
        if (line.Length > 0 && char.IsWhiteSpace(line[0]))
        {
            return line[..1] + Mask;
        }

        var parts = Field().Match(line);
        if (!parts.Success)
        {
            return line.Length <= LongestWord && line.All(char.IsAsciiLetter) ? line : Mask;
        }

        var value = parts.Groups["value"].Value;
        return parts.Groups["before"].Value + (value.Length == 0 ? "" : Harmless().IsMatch(parts.Groups["name"].Value) ? OfRuns(value) : Mask);
    }

    /// <summary>As far as it may be a size, with a digit too many and one character more: what is no size may be the data of a body that was sent without chunks.</summary>
    private static string OfChunkSize(string line)
    {
        var size = ChunkSize().Match(line).Length;
        return size < line.Length ? line[..size] + Mask : line;
    }

    /// <summary>Takes out what stands before an @, and long runs of letters and digits.</summary>
    public static string OfRuns(string text) => Run().Replace(UserInfo().Replace(text, $"{Mask}@"), run => LooksRandom(run.Value) ? Mask : run.Value);

    private static bool LooksRandom(string run) => run.Any(char.IsAsciiDigit) && run.Any(char.IsAsciiLetter);

    [GeneratedRegex(@"^[!#$%&'*+.^_`|~0-9A-Za-z-]+ ")]
    private static partial Regex RequestLine();

    [GeneratedRegex(@"^[-+ \t]?(0[xX])?[0-9A-Fa-f]{0,9}.?")]
    private static partial Regex ChunkSize();

    [GeneratedRegex(@"(=)[^&;=]+")]
    private static partial Regex Value();

    /// <summary>A name, whatever is between it and its colon, and the rest.</summary>
    [GeneratedRegex(@"^(?<before>(?<name>[^\s:""{}<>]*)\s*:[ \t]*)(?<value>.*)$", RegexOptions.Singleline)]
    private static partial Regex Field();

    [GeneratedRegex("^(Accept.*|Connection|Content-(Length|Type|Encoding)|Expect|Host|Keep-Alive|TE|Trailer|Transfer-Encoding|Upgrade|User-Agent|X-Content-Length)$", RegexOptions.IgnoreCase)]
    private static partial Regex Harmless();

    [GeneratedRegex(@"[^/?#\s]*@")]
    private static partial Regex UserInfo();

    [GeneratedRegex(@"[A-Za-z0-9+_=-]{20,}")]
    private static partial Regex Run();
}
