using System.Buffers;

namespace EchoApp.Web.Capture.Redaction;

/// <summary>The value of a JSON member: how far it goes. Where that is in doubt it goes further.</summary>
/// <param name="Whole">With its quotes.</param>
/// <param name="Text">Without them.</param>
/// <param name="IsEnded">Whether its end is there.</param>
internal readonly record struct JsonValue(Piece Whole, Piece Text, bool IsEnded)
{
    private static readonly SearchValues<byte> _structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> _scalar = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+-."u8);

    /// <param name="source">To where what is kept ends.</param>
    /// <param name="start">After the colon.</param>
    /// <param name="backslashes">Before the quotes of the name.</param>
    public static JsonValue Find(ReadOnlySpan<byte> source, int start, int backslashes)
    {
        start += source[start..].IndexOfAnyExcept(" \t\r\n"u8) is >= 0 and var space ? space : source.Length - start;
        if (start == source.Length)
        {
            return default;
        }

        if (backslashes > 0)
        {
            return JsonInString.Find(source, start, backslashes);
        }

        return source[start] switch
        {
            (byte)'"' or (byte)'\'' => FindString(source, start),
            (byte)'{' or (byte)'[' => FindContainer(source, start),
            _ => FindBare(source, start),
        };
    }

    /// <summary>The length of a number or a word that nothing follows but what may follow a value; -1 for anything else.</summary>
    public static int ScalarLength(ReadOnlySpan<byte> text)
    {
        var length = text.IndexOfAnyExcept(_scalar) is >= 0 and var some ? some : text.Length;
        return IsValueEnd(text[length..], "") ? length : -1;
    }

    private static JsonValue FindString(ReadOnlySpan<byte> source, int start)
    {
        var end = FindStringEnd(source, start, "");
        return end < 0
            ? new JsonValue(new Piece(start, source.Length), new Piece(start + 1, source.Length), false)
            : new JsonValue(new Piece(start, end + 1), new Piece(start + 1, end), true);
    }

    /// <summary>A quote that nothing follows that may stand after a string is one that should have been escaped.</summary>
    private static int FindStringEnd(ReadOnlySpan<byte> source, int start, string alsoAfter)
    {
        var quote = source[start];
        var end = JsonText.EndOfString(source, start + 1, quote);
        while (end >= 0 && !IsValueEnd(source[(end + 1)..], alsoAfter))
        {
            end = JsonText.EndOfString(source, end + 1, quote);
        }

        return end;
    }

    private static bool IsValueEnd(ReadOnlySpan<byte> after, string alsoAfter)
    {
        var next = after.TrimStart(" \t\r\n\u001e"u8);
        return next.IsEmpty || next[0] is (byte)',' or (byte)'}' or (byte)']' || alsoAfter.Contains((char)next[0]);
    }

    private static JsonValue FindContainer(ReadOnlySpan<byte> source, int start)
    {
        var depth = 0;
        for (var i = start; i < source.Length; i++)
        {
            i += source[i..].IndexOfAny(_structure) is >= 0 and var length ? length : source.Length - i;
            if (i == source.Length)
            {
                break;
            }

            if (source[i] == '"')
            {
                i = FindStringEnd(source, i, ":") is >= 0 and var end ? end : source.Length;
            }
            else if (source[i] is (byte)'{' or (byte)'[')
            {
                depth++;
            }
            else if (--depth == 0)
            {
                return new JsonValue(new Piece(start, i + 1), new Piece(start, i + 1), true);
            }
        }

        return new JsonValue(new Piece(start, source.Length), new Piece(start, source.Length), false);
    }

    /// <summary>A number or a word; what is neither goes on to the end of its line.</summary>
    private static JsonValue FindBare(ReadOnlySpan<byte> source, int start)
    {
        var length = ScalarLength(source[start..]);
        if (length < 0)
        {
            length = source[start..].IndexOfAny("\r\n"u8) is >= 0 and var line ? line : source.Length - start;
        }

        var value = new Piece(start, start + length);
        return new JsonValue(value, value, value.End < source.Length);
    }
}
