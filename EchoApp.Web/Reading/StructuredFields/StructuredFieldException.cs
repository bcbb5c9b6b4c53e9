using System.Globalization;

namespace EchoApp.Web.Reading.StructuredFields;

/// <summary>A value is not the structured field that it should be.</summary>
/// <param name="reason">Why, as a sentence without its full stop.</param>
/// <param name="position">Which character it is about, from 0; the length of the value where something is missing at the end.</param>
internal sealed class StructuredFieldException(string reason, int position) : Exception(string.Create(CultureInfo.InvariantCulture, $"{reason} at character {position}, counted from 0"))
{
    public int Position => position;
}
