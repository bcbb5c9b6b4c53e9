using System.Globalization;

namespace EchoApp.Web.Reading;

/// <summary>What somebody accepts, with weights from 0 to 1 (RFC 9110 section 12.4.2).</summary>
internal static class WeightedList
{
    /// <summary>The members, the heaviest first and equal ones in order; those whose weight is none, last.</summary>
    public static IReadOnlyList<WeightedValue> Parse(string text) =>
        [.. QuotedText.Split(text, ',').Where(member => member is not "").Select(Member).OrderByDescending(member => member.Weight ?? -1)];

    public static IReadOnlyList<Meaning> Describe(string text)
    {
        var members = Parse(text);
        var weighed = members.Where(member => member.Weight is not null);
        return [new Meaning("by weight", string.Join(", ", weighed.Select(member => $"{member.Value} ({Shown(member)})"))), .. members.Where(member => member.Weight is null).Select(Fault)];
    }

    private static WeightedValue Member(string text)
    {
        var pieces = QuotedText.Split(text, ';');
        var at = pieces.FindIndex(1, piece => piece.StartsWith("q=", StringComparison.OrdinalIgnoreCase));
        var value = string.Join(';', pieces.Where((_, index) => index != at));
        return at < 0 ? new(value, 1, null) : new(value, Weight(pieces[at][2..]), pieces[at]);
    }

    private static decimal? Weight(string text) =>
        text is { Length: > 0 and <= 5 } && text[0] is '0' or '1' && (text.Length == 1 || text[1] == '.') && !text.AsSpan(Math.Min(2, text.Length)).ContainsAnyExceptInRange('0', '9')
        && decimal.Parse(text.TrimEnd('.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) is <= 1 and var weight ? weight : null;

    private static string Shown(WeightedValue member) => member.Weight?.ToString("0.###", CultureInfo.InvariantCulture) ?? "";

    private static Meaning Fault(WeightedValue member) =>
        Meaning.Fault("no weight", $"{member.Value} has {member.Sent}, and a weight is 0 to 1 with at most three digits behind the point (RFC 9110 section 12.4.2)");
}
