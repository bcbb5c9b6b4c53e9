using System.Text.Json.Serialization;

namespace EchoApp.Web.Comparison;

/// <summary>Bytes that all differ from those at the same place; also those that the longer alone has.</summary>
/// <param name="Offset">Of the first, from 0.</param>
/// <param name="Length">How many.</param>
/// <param name="Excerpt">What stands there; null for all but the first ranges.</param>
internal sealed record ByteRange(int Offset, int Length, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ByteExcerpt? Excerpt);
