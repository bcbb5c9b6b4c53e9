using System.Buffers;

namespace EchoApp.Web.Capture.Redaction;

/// <summary>
/// Replaces the values of JSON members, by what stands before each colon. It needs no valid JSON, and no whole one: what comes before a name and
/// after a value has no say, but for names without double quotes, which count only in what begins as JSON does, and outside of its strings.
/// </summary>
internal sealed class JsonRedactor(NamePatterns names)
{
    private const int ShortName = 256;

    /// <param name="text">Where to look.</param>
    /// <param name="part">Where in it.</param>
    /// <param name="isCut">Whether it goes on beyond its end.</param>
    public void Redact(ref RedactedText text, Piece part, bool isCut)
    {
        var source = text.Source[..part.End];
        var (floor, path) = (part.Start, (JsonPath?)null);
        var isJson = IsJson(source[part.Start..]);
        for (var from = floor; !text.IsFull && TryFindMember(source, floor, from, out var name, out var colon); from = colon + 1)
        {
            if (!name.IsQuoted && !isJson)
            {
                continue;
            }

            path ??= new JsonPath(part.Start);
            var isOutside = path.AdvanceTo(source, name.Quote == 0 || name.Backslashes > 0 ? name.Text.Start : name.Text.Start - 1);
            if (!name.IsQuoted && !isOutside)
            {
                continue;
            }

            var value = JsonValue.Find(source, colon + 1, name.Backslashes);
            if (value.Whole.Length == 0)
            {
                continue;
            }

            Replace(ref text, path.Of(source, name), name, value, isCut);
            path.Skip(value.Whole.End, name.Backslashes > 0);
            floor = value.Whole.End;
            colon = floor - 1;
        }
    }

    /// <summary>Whether there is a member with a sensitive name and a value.</summary>
    public bool IsIn(ReadOnlySpan<byte> text)
    {
        var isJson = IsJson(text);
        for (var from = 0; TryFindMember(text, 0, from, out var name, out var colon); from = colon + 1)
        {
            if ((name.IsQuoted || isJson) && JsonValue.Find(text, colon + 1, name.Backslashes).Whole.Length > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether it begins as JSON does, after a byte order mark or the separator of a sequence (RFC 7464).</summary>
    private static bool IsJson(ReadOnlySpan<byte> text)
    {
        var start = (text.StartsWith("\ufeff"u8) ? text[3..] : text).TrimStart(" \t\r\n\u001e"u8);
        return !start.IsEmpty && start[0] is (byte)'{' or (byte)'[';
    }

    private static void Replace(ref RedactedText text, string pointer, JsonName name, JsonValue value, bool isCut)
    {
        var quote = name.Backslashes == 0 ? "\"" : new string('\\', name.Backslashes) + "\"";
        var isTextCut = !value.IsEnded && (isCut || value.Text != value.Whole || text.Source[value.Text.Start] is (byte)'{' or (byte)'[');
        text.Replace(RedactedPlace.Json, pointer, value.Text, isTextCut, value.Whole, quote, quote);
    }

    private bool TryFindMember(ReadOnlySpan<byte> source, int floor, int from, out JsonName name, out int colon)
    {
        name = default;
        for (colon = from; colon < source.Length && source[colon..].IndexOf((byte)':') is >= 0 and var length; colon++)
        {
            colon += length;
            if (JsonName.TryFind(source, floor, colon, out name) && IsSensitive(source[name.Text.Start..name.Text.End], name.Backslashes))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsSensitive(ReadOnlySpan<byte> name, int backslashes)
    {
        if (!name.Contains((byte)'\\'))
        {
            return names.Matches(name);
        }

        var rented = name.Length > ShortName ? ArrayPool<byte>.Shared.Rent(name.Length) : null;
        var text = rented ?? stackalloc byte[ShortName];
        var length = JsonText.Unescape(name, text);
        for (var level = backslashes; level > 0; level /= 2)
        {
            length = JsonText.Unescape(text[..length], text);
        }

        var isSensitive = names.Matches(text[..length]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return isSensitive;
    }
}
