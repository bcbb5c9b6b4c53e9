using System.Globalization;
using System.Text;

namespace EchoApp.Web.Logging;

internal static class LogText
{
    private const int MaxLength = 200;

    /// <summary>Text from outside, fit for one log line: control characters as \uXXXX, at most 200 characters.</summary>
    public static string Escape(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var shown = text.AsSpan(0, Math.Min(text.Length, MaxLength));
        var escaped = new StringBuilder(shown.Length);
        foreach (var c in shown)
        {
            _ = IsSafe(c) ? escaped.Append(c) : escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }

        return text.Length > MaxLength ? escaped.Append('…').ToString() : escaped.ToString();
    }

    private static bool IsSafe(char c) => char.GetUnicodeCategory(c) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or
        UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);
}
