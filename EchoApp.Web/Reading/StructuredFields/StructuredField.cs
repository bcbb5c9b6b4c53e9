namespace EchoApp.Web.Reading.StructuredFields;

/// <summary>A structured field.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Members">In order; of an Item the one. The key is that of a Dictionary, else null; of those of one key there is the last member, where the first was.</param>
internal sealed record StructuredField(StructuredFieldType Type, IReadOnlyList<(string? Key, StructuredMember Member)> Members);
