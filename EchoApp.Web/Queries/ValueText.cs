using System.Text;
using System.Text.Json;

namespace EchoApp.Web.Queries;

/// <summary>A value as text: of JSON what a string says, and anything else as it came.</summary>
/// <param name="Test">What the text has to be.</param>
/// <param name="Json">Where all of it is asked for and could be JSON: what is the same value, however it is written.</param>
internal sealed record ValueText(TextTest Test, JsonElement? Json = null) : ValueTest
{
    public override bool Holds(string value) => Test.Holds(Encoding.UTF8.GetBytes(value));

    public override bool Holds(JsonElement value) =>
        (value.ValueKind == JsonValueKind.String ? Holds(value.GetString()!) : Test.Holds(Encoding.UTF8.GetBytes(value.GetRawText()))) || (Json is { } json && JsonElement.DeepEquals(value, json));
}
