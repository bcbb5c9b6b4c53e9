namespace EchoApp.Web.Reading.StructuredFields;

/// <summary>An Item (RFC 9651 section 3.3).</summary>
internal sealed record StructuredItem(BareItem Value, IReadOnlyList<KeyValuePair<string, BareItem>> Parameters) : StructuredMember(Parameters);
