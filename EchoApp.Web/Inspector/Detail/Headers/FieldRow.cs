using EchoApp.Web.Reading;

namespace EchoApp.Web.Inspector.Detail.Headers;

/// <summary>A field line.</summary>
/// <param name="Name">As sent.</param>
/// <param name="Value">As sent, without the whitespace around it.</param>
/// <param name="Meanings">What it says.</param>
internal sealed record FieldRow(string Name, string Value, IReadOnlyList<Meaning> Meanings)
{
    public static IReadOnlyList<FieldRow> Of(IReadOnlyList<string[]> lines, DateTimeOffset receivedAt) =>
        [.. lines.Select(line => new FieldRow(line[0], line[1], HeaderMeaning.Of(line[0], line[1], receivedAt)))];
}
