using System.Text;
using System.Text.Json;
using EchoApp.Web.Echo.Body;

namespace EchoApp.Web.Inspector.Detail.Body;

/// <summary>JSON as a tree, line by line, every name and value as sent: numbers of any length, escapes, repeated names.</summary>
/// <param name="Lines">Every object and array with its end behind what it holds.</param>
/// <param name="LeftOut">Values that are not among them.</param>
internal sealed record JsonTree(IReadOnlyList<JsonLine> Lines, int LeftOut)
{
    public const int MostValues = 2000;

    public const int LongestValue = 32 * 1024;

    private const int LongestName = 1000;

    /// <summary>Characters of all names and values, beyond which no more are shown.</summary>
    private const int Longest = 224 * 1024;

    /// <param name="json">Valid, in UTF-8, of at most <see cref="BodyJson.MaxDepth"/> levels.</param>
    public static JsonTree Read(ReadOnlySpan<byte> json)
    {
        List<JsonLine> lines = [];
        var (values, leftOut, left) = (0, 0, Longest);
        Excerpt? name = null;
        Stack<(int Line, int Count)> open = [];
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = BodyJson.MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                Close(lines, open.Pop(), reader.TokenType);
                continue;
            }

            var hasRoom = values < MostValues && left > 0;
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                name = hasRoom ? Excerpt.Of($"\"{Encoding.UTF8.GetString(reader.ValueSpan)}\"", LongestName) : null;
                continue;
            }

            if (open.TryPop(out var parent))
            {
                open.Push((parent.Line, parent.Count + 1));
            }

            if (hasRoom)
            {
                values++;
                lines.Add(Line(ref reader, name));
                left -= lines[^1].Text.Text.Length + (name?.Text.Length ?? 0);
            }
            else
            {
                leftOut++;
            }

            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                open.Push((hasRoom ? lines.Count - 1 : -1, 0));
            }

            name = null;
        }

        return new(lines, leftOut);
    }

    private static JsonLine Line(ref Utf8JsonReader reader, Excerpt? name)
    {
        var raw = Encoding.UTF8.GetString(reader.ValueSpan);
        var (kind, text) = reader.TokenType switch
        {
            JsonTokenType.StartObject => (JsonLineKind.Object, ""),
            JsonTokenType.StartArray => (JsonLineKind.Array, ""),
            JsonTokenType.String => (JsonLineKind.String, $"\"{raw}\""),
            JsonTokenType.Number => (JsonLineKind.Number, raw),
            _ => (JsonLineKind.Literal, raw),
        };
        return new(kind, name, Excerpt.Of(text, LongestValue), reader.CurrentDepth);
    }

    private static void Close(List<JsonLine> lines, (int Line, int Count) opened, JsonTokenType token)
    {
        if (opened.Line < 0)
        {
            return;
        }

        var isObject = token == JsonTokenType.EndObject;
        if (opened.Count == 0)
        {
            lines[opened.Line] = lines[opened.Line] with { Kind = JsonLineKind.Empty, Text = new(isObject ? "{}" : "[]", 0) };
            return;
        }

        lines[opened.Line] = lines[opened.Line] with { Count = opened.Count };
        lines.Add(new(isObject ? JsonLineKind.EndOfObject : JsonLineKind.EndOfArray, null, default, lines[opened.Line].Depth));
    }
}
