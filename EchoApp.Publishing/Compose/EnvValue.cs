using System.Text;
using System.Text.RegularExpressions;

namespace EchoApp.Publishing.Compose;

/// <summary>
/// Values as Docker Compose reads them from environment files: unquoted, a $ or a # may mean something else; in single quotes everything is
/// itself; in double quotes a backslash escapes.
/// </summary>
internal static partial class EnvValue
{
    public static string Quote(string value)
    {
        if (Plain().IsMatch(value))
        {
            return value;
        }

        return value.Contains('\'') || value.IndexOfAny(['\n', '\r', '\\']) >= 0
            ? $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("$", "\\$", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal)}\""
            : $"'{value}'";
    }

    public static string Unquote(string raw)
    {
        // Behind a value, and a blank, there may be a comment.
        var text = raw.Trim();
        return Closed().Match(text) is not { Success: true, Value: var quoted } ? text.Split(" #")[0].TrimEnd()
            : quoted[0] == '\'' ? quoted[1..^1] : Unescape(quoted[1..^1]);
    }

    /// <summary>Whether the value begins with a quote that does not end in it, so that the next line belongs to it too.</summary>
    public static bool IsOpen(string raw)
    {
        var text = raw.TrimStart();
        return text is ['\'' or '"', ..] && !Closed().IsMatch(text);
    }

    private static string Unescape(string text)
    {
        var plain = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var isEscape = text[i] == '\\' && i + 1 < text.Length;
            plain.Append(isEscape ? text[++i] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', var other => other } : text[i]);
        }

        return plain.ToString();
    }

    [GeneratedRegex(@"^[^\s'""$#\\`]*\z")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^(?:'(?:[^'\\]|\\.)*'|""(?:[^""\\]|\\.)*"")", RegexOptions.Singleline)]
    private static partial Regex Closed();
}
