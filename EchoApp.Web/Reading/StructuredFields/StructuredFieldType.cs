namespace EchoApp.Web.Reading.StructuredFields;

/// <summary>What a structured field is as a whole (RFC 9651 section 3).</summary>
internal enum StructuredFieldType
{
    Item,
    List,
    Dictionary,
}
