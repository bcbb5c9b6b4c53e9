using System.Text;
using System.Text.Unicode;

namespace EchoApp.Web.Echo.Body;

/// <summary>Finds the text in bytes.</summary>
internal static class BodyText
{
    private const int LongestUtf8 = 4;

    /// <summary>
    /// The bytes as UTF-8 text when they are valid in their charset (UTF-8 when none is given), else null. When they are
    /// <paramref name="cut"/> off, the last character may be incomplete, and is left out.
    /// </summary>
    public static ReadOnlyMemory<byte>? Find(ReadOnlyMemory<byte> bytes, BodyType type, bool cut, BodyNotes notes)
    {
        var encoding = Charset(type.Charset);
        if (encoding is null)
        {
            notes.Add($"Charset '{HeaderText.Decode(type.Charset ?? "")}' is not known.");
            return null;
        }

        var text = encoding is UTF8Encoding ? ValidUtf8(bytes, cut) : Transcode(bytes, encoding, cut);
        if (text is null && type.IsText)
        {
            notes.Add($"Not valid {encoding.WebName}.");
        }

        return text;
    }

    public static Encoding? Charset(string? name)
    {
        if (name is null)
        {
            return Encoding.UTF8;
        }

        try
        {
            var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ReplacementFallback, DecoderFallback.ExceptionFallback);
            return encoding ?? Encoding.GetEncoding(name, EncoderFallback.ReplacementFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static ReadOnlyMemory<byte>? ValidUtf8(ReadOnlyMemory<byte> bytes, bool cut)
    {
        if (Utf8.IsValid(bytes.Span))
        {
            return bytes;
        }

        for (var missing = 1; cut && missing < LongestUtf8 && missing <= bytes.Length; missing++)
        {
            if (Utf8.IsValid(bytes.Span[..^missing]))
            {
                return bytes[..^missing];
            }
        }

        return null;
    }

    private static ReadOnlyMemory<byte>? Transcode(ReadOnlyMemory<byte> bytes, Encoding encoding, bool cut)
    {
        try
        {
            var characters = new char[encoding.GetMaxCharCount(bytes.Length)];
            var count = encoding.GetDecoder().GetChars(bytes.Span, characters, flush: !cut);
            return Encoding.UTF8.GetBytes(characters, 0, count);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
