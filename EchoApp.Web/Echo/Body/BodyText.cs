using System.Buffers;
using EchoApp.Web.Echo.Body.Charsets;

namespace EchoApp.Web.Echo.Body;

/// <summary>Finds the text in bytes, and what of it is text for a reader.</summary>
internal static class BodyText
{
    /// <summary>C0 control characters but for tab, line feed, form feed and carriage return; and DEL.</summary>
    private static readonly SearchValues<byte> _controls =
        SearchValues.Create([0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 127]);

    /// <summary>
    /// The bytes as UTF-8 text when they are valid in their charset, else null. When they are <paramref name="cut"/> off, the last
    /// character may be incomplete, and is left out.
    /// </summary>
    public static ReadOnlyMemory<byte>? Find(ReadOnlyMemory<byte> bytes, Charset charset, bool claimed, bool cut, BodyNotes notes)
    {
        var text = charset.Decode(bytes, cut, notes, out var invalidAt);
        if (text is null && claimed)
        {
            notes.Add($"Not valid {charset.Name} at byte {invalidAt}, counted from 0.");
        }

        return text;
    }

    /// <summary>
    /// Text without control characters, else null. JSON needs six bytes for each of those, and they are no text for a reader.
    /// </summary>
    public static ReadOnlyMemory<byte>? ForReaders(ReadOnlyMemory<byte>? text, Charset charset, bool claimed, BodyNotes notes)
    {
        if (text is not { } utf8 || IndexOfControl(utf8.Span) is var at && at < 0)
        {
            return text;
        }

        if (claimed)
        {
            var where = charset == Charset.Utf8 ? "" : " of its UTF-8 form";
            notes.Add($"Not shown as text: control byte {utf8.Span[at]:x2} at byte {at}{where}, counted from 0.");
        }

        return null;
    }

    public static int IndexOfControl(ReadOnlySpan<byte> utf8) => utf8.IndexOfAny(_controls);
}
