using System.Text;
using EchoApp.Web.Wire;

namespace EchoApp.Web.Capture.Redaction;

/// <summary>Replaces what is secret in the value of a header or a trailer.</summary>
internal sealed class FieldRedactor(NamePatterns names, UrlRedactor urls)
{
    /// <summary>Whether anything may be replaced in the value of a header.</summary>
    public bool IsSensitive(ReadOnlySpan<byte> name) => names.Matches(name) || IsUrl(name);

    /// <param name="text">Where it stands.</param>
    /// <param name="name">The header's name.</param>
    /// <param name="value">Its value, with any whitespace around it, folded or not.</param>
    /// <param name="place">What it is.</param>
    /// <param name="isCut">Whether the value goes on beyond its end.</param>
    public void Redact(ref RedactedText text, scoped ReadOnlySpan<byte> name, Piece value, RedactedPlace place, bool isCut)
    {
        value = FieldText.Trim(text.Source, value);
        if (!names.Matches(name))
        {
            urls.Redact(ref text, value, place, name, isCut);
            return;
        }

        var shown = WireText.Decode(name);
        if (Ascii.EqualsIgnoreCase(name, "Cookie"u8) || Ascii.EqualsIgnoreCase(name, "Set-Cookie"u8))
        {
            CookieRedactor.Redact(ref text, value, place, shown, name.Length > "Cookie".Length, isCut);
        }
        else if (Ascii.EqualsIgnoreCase(name, "Authorization"u8) || Ascii.EqualsIgnoreCase(name, "Proxy-Authorization"u8))
        {
            RedactCredentials(ref text, shown, value, place, isCut);
        }
        else
        {
            text.Replace(place, shown, value, isCut);
        }
    }

    private static bool IsUrl(ReadOnlySpan<byte> name) => name.Length switch
    {
        7 => Ascii.EqualsIgnoreCase(name, "Referer"u8),
        13 => Ascii.EqualsIgnoreCase(name, "X-Rewrite-URL"u8),
        14 => Ascii.EqualsIgnoreCase(name, "X-Original-URL"u8) || Ascii.EqualsIgnoreCase(name, "X-Original-URI"u8),
        15 => Ascii.EqualsIgnoreCase(name, "X-Forwarded-Uri"u8),
        _ => false,
    };

    private static void RedactCredentials(ref RedactedText text, string name, Piece value, RedactedPlace place, bool isCut)
    {
        var scheme = AuthorizationScheme.Length(text.Source[value.Start..value.End]);
        var afterScheme = value with { Start = value.Start + scheme };
        var credentials = FieldText.Trim(text.Source, afterScheme);
        if (text.Source[afterScheme.Start..credentials.Start].Contains((byte)'\n'))
        {
            text.Replace(place, name, credentials, isCut, afterScheme, " ", "");
        }
        else
        {
            text.Replace(place, name, credentials, isCut);
        }
    }
}
