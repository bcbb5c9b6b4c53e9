namespace EchoApp.Web.Reading.StructuredFields;

/// <summary>An Inner List (RFC 9651 section 3.1.1). None is in another.</summary>
internal sealed record InnerList(IReadOnlyList<StructuredItem> Items, IReadOnlyList<KeyValuePair<string, BareItem>> Parameters) : StructuredMember(Parameters);
