using System.Text;
using System.Text.Json;
using EchoApp.Web.Echo.Body;

namespace EchoApp.Web.Reading;

/// <summary>JSON with every member on a line of its own, and nothing else changed: numbers, escapes and repeated names stay as sent.</summary>
internal static class IndentedJson
{
    private const int LongestText = 64 * 1024;

    /// <returns>Null for what is no JSON. Of what would be longer than 65,536 characters, the beginning and <c>…</c>.</returns>
    public static string? Of(ReadOnlySpan<byte> utf8)
    {
        var text = new StringBuilder();
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = BodyJson.MaxDepth });
            for (var last = JsonTokenType.None; reader.Read(); last = reader.TokenType)
            {
                if (text.Length <= LongestText)
                {
                    Write(text, ref reader, last);
                }
            }
        }
        catch (JsonException)
        {
            return null;
        }

        return text.Length <= LongestText ? text.ToString() : text.Append("\n…").ToString();
    }

    private static void Write(StringBuilder text, ref Utf8JsonReader reader, JsonTokenType last)
    {
        var isEnd = reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray;
        var isFirst = last is JsonTokenType.StartObject or JsonTokenType.StartArray;
        if (last == JsonTokenType.PropertyName)
        {
            text.Append(": ");
        }
        else if (last != JsonTokenType.None && !(isEnd && isFirst))
        {
            text.Append(isEnd || isFirst ? "" : ",").Append('\n').Append(' ', 2 * reader.CurrentDepth);
        }

        var raw = Encoding.UTF8.GetString(reader.ValueSpan);
        text.Append(reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? $"\"{raw}\"" : raw);
    }
}
