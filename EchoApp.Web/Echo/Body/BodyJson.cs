using System.Text.Json;

namespace EchoApp.Web.Echo.Body;

/// <summary>Tells whether text is JSON, without building anything of it: numbers, repeated names and spaces stay as sent.</summary>
internal static class BodyJson
{
    /// <summary>Levels of objects and arrays. Those of the answer around them add up to 64, which many parsers do not go beyond.</summary>
    public const int MaxDepth = 61;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xef, 0xbb, 0xbf];

    /// <summary>The value without its line ends: an answer is one line. In JSON they can only stand between tokens, where they mean nothing.</summary>
    public static ReadOnlyMemory<byte> OnOneLine(ReadOnlyMemory<byte> json)
    {
        if (!json.Span.ContainsAny((byte)'\n', (byte)'\r'))
        {
            return json;
        }

        var line = new byte[json.Length];
        var length = 0;
        for (var rest = json.Span; !rest.IsEmpty;)
        {
            var end = rest.IndexOfAny((byte)'\n', (byte)'\r');
            var piece = end < 0 ? rest : rest[..end];
            piece.CopyTo(line.AsSpan(length));
            length += piece.Length;
            rest = rest[Math.Min(piece.Length + 1, rest.Length)..];
        }

        return line.AsMemory(0, length);
    }

    /// <summary>
    /// The text when it is one JSON value, else null with the reason noted if it was claimed to be JSON. Where nothing is claimed
    /// (<c>curl -d '{…}'</c> sends a form type) only objects and arrays count.
    /// </summary>
    /// <param name="text">In UTF-8.</param>
    /// <param name="claimed">Whether its type says that it is JSON.</param>
    /// <param name="place">What positions in it are counted in, if not in the body's own bytes.</param>
    /// <param name="notes">Where the reason goes.</param>
    public static ReadOnlyMemory<byte>? Find(ReadOnlyMemory<byte> text, bool claimed, string place, BodyNotes notes)
    {
        var marked = text;
        if (text.Span.StartsWith(ByteOrderMark))
        {
            text = text[ByteOrderMark.Length..];
        }

        var start = text.Span.TrimStart(" \t\r\n"u8);
        if (!claimed && (start.IsEmpty || start[0] is not ((byte)'{' or (byte)'[')))
        {
            return null;
        }

        if (IsJson(text.Span))
        {
            return text;
        }

        if (claimed)
        {
            var (matter, position) = JsonFault.Find(text.Span);
            notes.Add($"Not shown as JSON: {matter} at byte {position + marked.Length - text.Length}{place}, counted from 0.");
        }

        return null;
    }

    private static bool IsJson(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = MaxDepth });
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
