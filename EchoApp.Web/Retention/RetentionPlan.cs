using EchoApp.Web.Storage;

namespace EchoApp.Web.Retention;

/// <summary>Which bins hold more than is kept of them.</summary>
internal static class RetentionPlan
{
    /// <param name="bins">All bins.</param>
    /// <param name="options">How much is kept of each.</param>
    /// <param name="now">The time.</param>
    /// <returns>Those that hold more, and what of them stays.</returns>
    public static IReadOnlyList<(BinName Bin, Retained Retained)> OfEach(IReadOnlyList<MeasuredBin> bins, RetentionOptions options, DateTimeOffset now) =>
    [
        .. from bin in bins
           let kept = options.Of(bin.Bin.Settings)
           let retained = new Retained(kept.Requests, kept.Bytes, Since(kept.Age, now))
           where IsMore(bin.Usage, retained)
           select (bin.Bin.Name, retained),
    ];

    /// <param name="bins">All bins, when none of them holds more than is kept of it.</param>
    /// <param name="options">How much is kept of all.</param>
    /// <returns>Those that hold most, and what of them stays: as much of each, so that nothing is taken of who holds less than that.</returns>
    public static IReadOnlyList<(BinName Bin, Retained Retained)> OfAll(IReadOnlyList<MeasuredBin> bins, RetentionOptions options)
    {
        var tooMany = bins.Sum(bin => bin.Usage.Bytes) - (options.TotalBytes ?? long.MaxValue);
        if (tooMany <= 0)
        {
            return [];
        }

        var level = Level([.. bins.Select(bin => Sweepable(bin.Usage)).Order()], tooMany);
        return [.. bins.Where(bin => Sweepable(bin.Usage) > level).Select(bin => (bin.Bin.Name, new Retained(null, level, null)))];
    }

    /// <param name="bytes">Of each bin, the least first.</param>
    /// <param name="tooMany">How many of them are to go.</param>
    /// <returns>How many stay of each that has more.</returns>
    private static long Level(IReadOnlyList<long> bytes, long tooMany)
    {
        var left = bytes.Sum() - tooMany;
        for (var i = 0; i < bytes.Count; i++)
        {
            if (left < bytes[i] * (bytes.Count - i))
            {
                return Math.Max(0, left) / (bytes.Count - i);
            }

            left -= bytes[i];
        }

        return long.MaxValue;
    }

    /// <summary>An age from before the calendar is no limit.</summary>
    private static DateTimeOffset? Since(string? age, DateTimeOffset now) =>
        age is not null && RetentionAge.Parse(age) is { } kept && kept < now - DateTimeOffset.MinValue ? now - kept : null;

    private static bool IsMore(BinUsage usage, Retained retained) =>
        usage.Requests - usage.Pinned > retained.Requests || Sweepable(usage) > retained.Bytes || usage.Oldest < retained.Since;

    private static long Sweepable(BinUsage usage) => usage.Bytes - usage.PinnedBytes;
}
