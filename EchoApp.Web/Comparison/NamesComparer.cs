using EchoApp.Web.Capture;
using EchoApp.Web.Echo;
using EchoApp.Web.Requests;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Comparison;

/// <summary>Compares names with their values.</summary>
internal static class NamesComparer
{
    /// <summary>The header sections: lines of one name are its values.</summary>
    public static NamesComparison CompareHeads(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var isSameText = Section(left).SequenceEqual(Section(right));
        var comparison = Compare(NamedValue.OfFields(HeadLines.Fields(left)), NamedValue.OfFields(HeadLines.Fields(right)), StringComparer.OrdinalIgnoreCase, isSameText);
        return comparison with { Cut = !HeadLines.AreWhole(left) || !HeadLines.AreWhole(right) };
    }

    public static NamesComparison CompareTrailers(CaptureDetails left, CaptureDetails right) =>
        Compare(NamedValue.OfFields(left.Trailers ?? []), NamedValue.OfFields(right.Trailers ?? []), StringComparer.OrdinalIgnoreCase, isSameText: true);

    public static NamesComparison CompareQueries(RequestRecord left, RequestRecord right)
    {
        var (leftQuery, rightQuery) = (RequestTarget.Parse(left.Target).Query, RequestTarget.Parse(right.Target).Query);
        return Compare(NamedValue.OfQuery(leftQuery), NamedValue.OfQuery(rightQuery), StringComparer.Ordinal, leftQuery == rightQuery);
    }

    private static NamesComparison Compare(IReadOnlyList<NamedValue> left, IReadOnlyList<NamedValue> right, StringComparer names, bool isSameText)
    {
        var byName = new OrderedDictionary<string, (List<NamedValue> Left, List<NamedValue> Right)>(names);
        foreach (var value in left)
        {
            Of(value.Name).Left.Add(value);
        }

        foreach (var value in right)
        {
            Of(value.Name).Right.Add(value);
        }

        var items = byName.Select(named => Compare(named.Key, named.Value.Left, named.Value.Right)).ToList();
        var isReordered = !InOrder(left).SequenceEqual(InOrder(right), names);
        var isSame = !isReordered && items.All(item => item.Difference == Difference.Same);
        return new(items, isReordered, items.Any(item => item.Respelled) || (isSame && !isSameText));

        (List<NamedValue> Left, List<NamedValue> Right) Of(string name)
        {
            if (!byName.TryGetValue(name, out var values))
            {
                byName.Add(name, values = ([], []));
            }

            return values;
        }

        IEnumerable<string> InOrder(IReadOnlyList<NamedValue> values) => values.Select(value => value.Name).Where(name => byName[name] is var (before, after) && before.Count == after.Count);
    }

    private static ComparedName Compare(string name, List<NamedValue> left, List<NamedValue> right)
    {
        var (before, after) = (Values(left), Values(right));
        var difference = left is [] ? Difference.Added : right is [] ? Difference.Removed : before.SequenceEqual(after) ? Difference.Same : Difference.Changed;
        var isReordered = difference == Difference.Changed && before.Order(StringComparer.Ordinal).SequenceEqual(after.Order(StringComparer.Ordinal));
        return new(name, difference, before, after, isReordered, IsRespelled(left, right, difference));
    }

    private static List<string?> Values(List<NamedValue> values) => [.. values.Select(value => value.Value)];

    /// <summary>Whether names are written otherwise; of values that are the same, also whether they are.</summary>
    private static bool IsRespelled(List<NamedValue> left, List<NamedValue> right, Difference difference) =>
        (difference is Difference.Same or Difference.Changed && !Spellings(left, value => value.SentName).SequenceEqual(Spellings(right, value => value.SentName)))
        || (difference == Difference.Same && !Spellings(left, value => value.Sent).SequenceEqual(Spellings(right, value => value.Sent)));

    private static IEnumerable<string> Spellings(List<NamedValue> values, Func<NamedValue, string> spelling) => values.Select(spelling).Distinct();

    /// <summary>What follows the request line.</summary>
    private static ReadOnlySpan<byte> Section(ReadOnlySpan<byte> head)
    {
        var line = head.TrimStart("\r\n"u8);
        return line[(line.IndexOf((byte)'\n') + 1)..];
    }
}
