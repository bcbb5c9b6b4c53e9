using System.Text;

namespace EchoApp.Web.Capture.Redaction;

/// <summary>What stands in a value's place, of characters that need no escaping in headers, queries, forms and JSON.</summary>
internal static class Replacement
{
    /// <summary>Characters of a value from which on its end is shown.</summary>
    private const int LeastShown = 16;

    private const int EndingLength = 4;

    public static string Of(Redaction redaction)
    {
        var ending = redaction.IsCut ? "~cut" : redaction.Ending is { } shown ? "~" + shown : "";
        return $"redacted~{redaction.Length}~{redaction.Fingerprint}{ending}";
    }

    /// <summary>The last four characters of a value of at least 16, those that might need escaping as <c>_</c>; else null.</summary>
    public static string? Ending(ReadOnlySpan<byte> value)
    {
        if (value.Length < LeastShown || Encoding.UTF8.GetCharCount(value) < LeastShown)
        {
            return null;
        }

        Span<char> ending = stackalloc char[EndingLength];
        for (var i = EndingLength - 1; i >= 0; i--)
        {
            Rune.DecodeLastFromUtf8(value, out var rune, out var length);
            value = value[..^length];
            ending[i] = IsPlain(rune) ? (char)rune.Value : '_';
        }

        return ending.ToString();
    }

    private static bool IsPlain(Rune rune) => rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value is '.' or '_' or '-');
}
