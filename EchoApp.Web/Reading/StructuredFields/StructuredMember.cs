namespace EchoApp.Web.Reading.StructuredFields;

/// <summary>What can be in a List or a Dictionary: an Item or an Inner List (RFC 9651 sections 3.1 and 3.2).</summary>
/// <param name="Parameters">In order, of those of one name the last value (section 3.1.2).</param>
internal abstract record StructuredMember(IReadOnlyList<KeyValuePair<string, BareItem>> Parameters);
