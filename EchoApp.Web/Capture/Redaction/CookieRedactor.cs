using System.Text;
using EchoApp.Web.Wire;

namespace EchoApp.Web.Capture.Redaction;

/// <summary>Replaces the values of cookies; their names and what Set-Cookie says of them stay.</summary>
internal static class CookieRedactor
{
    private static readonly string[] _attributes =
        ["Domain", "Expires", "HttpOnly", "Max-Age", "Partitioned", "Path", "Priority", "SameSite", "Secure", "Version"];

    /// <param name="text">Where they stand.</param>
    /// <param name="value">The header's value in it.</param>
    /// <param name="place">What it is in.</param>
    /// <param name="header">The header's name.</param>
    /// <param name="isSet">Whether it is Set-Cookie.</param>
    /// <param name="isCut">Whether the value goes on beyond its end.</param>
    public static void Redact(ref RedactedText text, Piece value, RedactedPlace place, string header, bool isSet, bool isCut)
    {
        for (var start = value.Start; start < value.End;)
        {
            var length = text.Source[start..value.End].IndexOf((byte)';');
            var end = length < 0 ? value.End : start + length;
            var pair = FieldText.Trim(text.Source, new Piece(start, end));
            if (!isSet || start == value.Start || !IsAttribute(text.Source[pair.Start..pair.End], isCut && length < 0))
            {
                RedactPair(ref text, pair, place, header, isCut && length < 0);
            }

            start = end + 1;
        }
    }

    /// <summary>A cookie without an equals sign has no name but a value, as browsers hold it (RFC 6265bis section 5.6).</summary>
    private static void RedactPair(ref RedactedText text, Piece pair, RedactedPlace place, string header, bool isCut)
    {
        var equals = text.Source[pair.Start..pair.End].IndexOf((byte)'=');
        var name = equals < 0 ? "" : WireText.Decode(text.Source.Slice(pair.Start, equals).TrimEnd(" \t\r\n"u8));
        text.Replace(place, $"{header}.{name}", FieldText.Trim(text.Source, new Piece(pair.Start + equals + 1, pair.End)), isCut);
    }

    /// <summary>One with a second equals sign in it may be followed by another cookie, after a comma.</summary>
    private static bool IsAttribute(ReadOnlySpan<byte> pair, bool isCut)
    {
        var equals = pair.IndexOf((byte)'=');
        if (pair.IsEmpty || pair[(equals + 1)..].Contains((byte)'='))
        {
            return pair.IsEmpty;
        }

        var name = (equals < 0 ? pair : pair[..equals]).TrimEnd(" \t\r\n"u8);
        foreach (var attribute in _attributes)
        {
            if (Ascii.EqualsIgnoreCase(name, attribute) || (isCut && equals < 0 && Ascii.EqualsIgnoreCase(name, attribute.AsSpan(0, Math.Min(name.Length, attribute.Length)))))
            {
                return true;
            }
        }

        return false;
    }
}
