using System.Text;
using EchoApp.Web.Echo.Body;
using EchoApp.Web.Echo.Body.Charsets;

namespace EchoApp.Web.Capture.Redaction;

/// <summary>Finds the text of a body whose bytes are not those of UTF-8: where names look different in it, secrets are to be looked for in the text.</summary>
internal static class BodyTexts
{
    /// <summary>In UTF-8; null when the body's own bytes are what is to be looked at.</summary>
    public static ReadOnlyMemory<byte>? Find(BodyContent content, BodyForms forms)
    {
        var bytes = content.Kept.Span;
        var name = forms.Charset;
        var seen = forms.IsMedia ? null : WideCharset(bytes);
        var charset = name is null ? null : CharsetFinder.Find(name, new BodyNotes());
        if (charset is null || charset == Charset.Utf8)
        {
            charset = seen is null ? null : CharsetFinder.Find(seen, new BodyNotes());
            return charset is null ? (ReadOnlyMemory<byte>?)null : Transcode(bytes, charset);
        }

        return content.Text ?? Transcode(bytes, charset);
    }

    /// <summary>UTF-16 and UTF-32 by their mark, or by the zeros that the first character of JSON or of a form has in them.</summary>
    private static string? WideCharset(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xff, 0xfe, 0, 0, ..] or [0, 0, 0xfe, 0xff, ..] => "utf-32",
        [0xff, 0xfe, ..] or [0xfe, 0xff, ..] => "utf-16",
        [0, 0, 0, not 0, ..] => "utf-32be",
        [not 0, 0, 0, 0, ..] => "utf-32le",
        [0, not 0, ..] => "utf-16be",
        [not 0, 0, ..] => "utf-16le",
        _ => null,
    };

    private static byte[] Transcode(ReadOnlySpan<byte> bytes, Charset charset)
    {
        var (encoding, mark) = ByteOrder.Find(charset.Name, Encoding.UTF8, bytes, new BodyNotes());
        var marked = encoding is UTF8Encoding ? charset : new Charset(charset.Name, encoding);
        return Encoding.UTF8.GetBytes(marked.DecodeLossy(bytes[mark..], out _));
    }
}
