namespace EchoApp.Web.Comparison;

/// <summary>Compares each byte with that at the same place.</summary>
internal static class ByteComparer
{
    public const int MostRanges = 100;

    public const int MostExcerpts = 20;

    private const int ExcerptLength = 32;

    /// <summary>Bytes of an excerpt that stand before what differs.</summary>
    private const int Before = 8;

    /// <returns>The first ranges that differ, and how many there are more.</returns>
    public static (IReadOnlyList<ByteRange> Ranges, int More) Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        List<ByteRange> ranges = [];
        var more = 0;
        var (shortest, longest) = (Math.Min(left.Length, right.Length), Math.Max(left.Length, right.Length));
        for (var from = NextDifference(left, right, 0); from < longest;)
        {
            var to = from;
            while (to < shortest && left[to] != right[to])
            {
                to++;
            }

            to = to == shortest ? longest : to;
            if (ranges.Count < MostRanges)
            {
                ranges.Add(new(from, to - from, ranges.Count < MostExcerpts ? Excerpt(left, right, from) : null));
            }
            else
            {
                more++;
            }

            from = to == longest ? longest : NextDifference(left, right, to);
        }

        return (ranges, more);
    }

    /// <returns>Where both end, if nothing more differs.</returns>
    private static int NextDifference(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, int from) => from + left[from..].CommonPrefixLength(right[from..]);

    private static ByteExcerpt Excerpt(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, int place)
    {
        var from = Math.Max(0, place - Before);
        return new(from, Hex(left, from), Hex(right, from));
    }

    private static string Hex(ReadOnlySpan<byte> bytes, int from) => from >= bytes.Length ? "" : Convert.ToHexStringLower(bytes.Slice(from, Math.Min(ExcerptLength, bytes.Length - from)));
}
