using System.Text;
using System.Text.Json;
using EchoApp.Web.Reading;

namespace EchoApp.Web.Queries;

/// <summary>A value as text: of JSON what a string says, and anything else as it came.</summary>
/// <param name="Test">What the text has to be.</param>
/// <param name="Json">Where all of it is asked for and could be JSON: what is the same value, however it is written.</param>
/// <param name="IsString">Whether, of JSON, strings alone will do.</param>
internal sealed record ValueText(TextTest Test, JsonElement? Json = null, bool IsString = false) : ValueTest
{
    public override bool IsPattern => Test.Match == TextMatch.Matches;

    public override bool Holds(string value) => Test.Holds(Encoding.UTF8.GetBytes(value));

    public override bool Holds(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? Holds(value.GetString()!)
        : (!IsString && Test.Holds(Encoding.UTF8.GetBytes(value.GetRawText()))) || (Json is { } json && IsSame(value, json));

    private static bool IsSame(JsonElement value, JsonElement other)
    {
        if (value.ValueKind == JsonValueKind.Number && other.ValueKind == JsonValueKind.Number)
        {
            return JsonNumber.AreEqual(value.GetRawText(), other.GetRawText());
        }

        try
        {
            return JsonElement.DeepEquals(value, other);
        }
        catch (ArgumentOutOfRangeException)
        {
            // A number in it has an exponent that is compared with none.
            return false;
        }
    }
}
