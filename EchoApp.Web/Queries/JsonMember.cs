using System.Globalization;
using System.Text.Json;
using Json.Pointer;

namespace EchoApp.Web.Queries;

/// <summary>Follows JSON pointers (RFC 6901 section 4). Of members of the same name the last counts; <c>-</c>, behind the last element of an array, is nothing.</summary>
internal static class JsonMember
{
    public static JsonElement? Find(JsonElement json, JsonPointer pointer) => Follow(json, pointer) is var (value, steps) && steps == pointer.SegmentCount ? value : null;

    /// <returns>How far there is something, and what.</returns>
    public static (JsonElement Value, int Steps) Follow(JsonElement json, JsonPointer pointer)
    {
        var steps = 0;
        while (steps < pointer.SegmentCount && Step(json, NameIn(pointer, steps)) is { } inner)
        {
            json = inner;
            steps++;
        }

        return (json, steps);
    }

    private static JsonElement? Step(JsonElement json, string name) => json.ValueKind switch
    {
        JsonValueKind.Object => json.TryGetProperty(name, out var member) ? member : null,
        JsonValueKind.Array => IsIndex(name) && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < json.GetArrayLength() ? json[index] : null,
        _ => null,
    };

    private static bool IsIndex(string name) => name is "0" or [>= '1' and <= '9', ..];

    private static string NameIn(JsonPointer pointer, int segment) => pointer.GetSegment(segment).ToString().Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
