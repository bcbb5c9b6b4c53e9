using System.Globalization;
using System.Text.Json;

namespace EchoApp.Web.Queries;

/// <summary>A value that is a number, and how it compares with another; of JSON not a string that looks like one.</summary>
/// <param name="Operator">One of &lt;, &lt;=, &gt; and &gt;=.</param>
/// <param name="Bound">What it is compared with.</param>
internal sealed record ValueNumber(string Operator, decimal Bound) : ValueTest
{
    public static bool TryParse(string text, out decimal number) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    public override bool Holds(string value) => TryParse(value, out var number) && Holds(number);

    public override bool Holds(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && Holds(number);

    private bool Holds(decimal number) => Operator switch
    {
        "<" => number < Bound,
        "<=" => number <= Bound,
        ">" => number > Bound,
        _ => number >= Bound,
    };
}
