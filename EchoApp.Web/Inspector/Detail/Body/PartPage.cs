using EchoApp.Web.Echo.Body.Multipart;

namespace EchoApp.Web.Inspector.Detail.Body;

/// <summary>Some of the parts of a multipart body.</summary>
internal sealed record PartPage(IReadOnlyList<PartRow> Parts, Pager Pager)
{
    /// <summary>Parts on a page.</summary>
    public const int Size = 50;

    private const int LongestText = 4000;

    /// <summary>Characters of headers and of texts, beyond which a page ends.</summary>
    private const int Longest = 128 * 1024;

    public static PartPage Of(IReadOnlyList<BodyPart> parts, BodyViewing viewing)
    {
        var from = (int)Pager.Start(viewing.At, parts.Count);
        List<PartRow> rows = [];
        for (var left = Longest; from + rows.Count < parts.Count && rows.Count < Size && left > 0;)
        {
            var part = parts[from + rows.Count];
            rows.Add(new(from + rows.Count + 1, part, part.Text is { } text ? Excerpt.Of(text, LongestText) : null));
            left -= part.Headers.Sum(header => header.Name.Length + header.Value.Length) + (rows[^1].Text?.Text.Length ?? 0);
        }

        return new(rows, Pager.Of(viewing, BodyViews.Multipart, "Parts", from, from + rows.Count, parts.Count, Size));
    }
}
