using System.Buffers;
using System.Text.Json;

namespace EchoApp.Web.Echo.Body;

/// <summary>Where text stops being JSON (RFC 8259), and why.</summary>
internal static class JsonFault
{
    private const string Colon = "':' and a value";

    private static readonly SearchValues<byte> _between = SearchValues.Create(" \t\r\n,:"u8);

    /// <summary>Of text that is no JSON: what is wrong, and the byte at which it is, from 0.</summary>
    public static (string Matter, int Position) Find(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = BodyJson.MaxDepth });
        var (last, depth, arrays, consumed) = (JsonTokenType.None, 0, 0UL, 0);
        try
        {
            while (reader.Read())
            {
                (last, consumed) = (reader.TokenType, (int)reader.BytesConsumed);
                if (last is JsonTokenType.StartArray or JsonTokenType.StartObject)
                {
                    arrays = (arrays << 1) | (last == JsonTokenType.StartArray ? 1UL : 0);
                    depth++;
                }
                else if (last is JsonTokenType.EndArray or JsonTokenType.EndObject)
                {
                    arrays >>= 1;
                    depth--;
                }
            }

            return ("nothing is wrong", text.Length);
        }
        catch (JsonException exception)
        {
            var fault = Position(text, exception);
            return Describe(text, fault, consumed, depth, Expected(last, depth, (arrays & 1) == 1));
        }
    }

    /// <param name="text">The whole of it.</param>
    /// <param name="fault">Where reading it broke off.</param>
    /// <param name="consumed">Up to where it is good.</param>
    /// <param name="depth">Levels begun there.</param>
    /// <param name="expected">What could come there.</param>
    private static (string Matter, int Position) Describe(ReadOnlySpan<byte> text, int fault, int consumed, int depth, string expected)
    {
        var token = consumed + text[consumed..].IndexOfAnyExcept(_between);
        var first = token < consumed ? 0 : text[token];
        if (first == '"' && expected.Contains("a name", StringComparison.Ordinal) && StringEnd(text, token) is var end && end > 0 && fault >= end)
        {
            expected = Colon;
            first = 0;
        }

        if (fault >= text.Length || token < consumed)
        {
            var matter = first switch
            {
                0 => $"the text ends too early, {expected} is expected",
                (byte)'"' => "a string has no end: the text ends",
                _ => "the text ends too early, in or after a value,",
            };
            return (matter, text.Length);
        }

        var found = text[fault];
        return first switch
        {
            '"' when fault > token && found < ' ' => ($"a string has the control byte {found:x2}, which must be escaped,", fault),
            '"' when fault > token => ("a string has an escape that there is not", fault),
            '{' or '[' when depth == BodyJson.MaxDepth => ($"more than {BodyJson.MaxDepth} levels of objects and arrays begin", token),
            '-' or (>= '0' and <= '9') when fault > token => ($"a number has {Shown(found)} where it cannot stand", fault),
            _ => ($"{expected} is expected, and not {Shown(found)}", fault),
        };
    }

    /// <summary>The byte after a string; -1 when it has no end.</summary>
    private static int StringEnd(ReadOnlySpan<byte> text, int start)
    {
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                return i + 1;
            }

            i += text[i] == '\\' ? 1 : 0;
        }

        return -1;
    }

    private static int Position(ReadOnlySpan<byte> text, JsonException exception)
    {
        var position = 0;
        for (var line = exception.LineNumber ?? 0; line > 0; line--)
        {
            position += text[position..].IndexOf((byte)'\n') + 1;
        }

        return (int)Math.Min(position + (exception.BytePositionInLine ?? 0), text.Length);
    }

    private static string Expected(JsonTokenType last, int depth, bool isInArray) => last switch
    {
        JsonTokenType.None => "a value",
        JsonTokenType.StartObject => "a name in double quotes or '}'",
        JsonTokenType.StartArray => "a value or ']'",
        JsonTokenType.PropertyName => Colon,
        _ when depth == 0 => "nothing more",
        _ => isInArray ? "',' and a value or ']'" : "',' and a name in double quotes or '}'",
    };

    private static string Shown(byte value) => value is > 0x20 and < 0x7f ? $"'{(char)value}'" : $"the byte {value:x2}";
}
