using EchoApp.Web.Storage;

namespace EchoApp.Web.Retention;

/// <summary>Which bins hold more than is kept of them.</summary>
internal static class RetentionPlan
{
    /// <param name="bins">All bins.</param>
    /// <param name="totalBytes">What they hold together.</param>
    /// <param name="options">How much is kept.</param>
    /// <param name="now">The time.</param>
    /// <returns>Those that hold more, and what of them stays. Of what is too much in all, the bin gives that holds most.</returns>
    public static IReadOnlyList<(BinName Bin, Retained Retained)> Make(IReadOnlyList<MeasuredBin> bins, long totalBytes, RetentionOptions options, DateTimeOffset now)
    {
        var tooMuch = totalBytes - options.TotalBytes ?? 0;
        var largest = tooMuch > 0 ? bins.MaxBy(bin => Sweepable(bin.Usage)) : null;
        List<(BinName, Retained)> plan = [];
        foreach (var bin in bins)
        {
            var kept = options.Of(bin.Bin.Settings);
            var retained = new Retained(kept.Requests, kept.Bytes, Since(kept.Age, now));
            if (bin == largest)
            {
                var left = Math.Max(0, Sweepable(bin.Usage) - tooMuch);
                retained = retained with { Bytes = Math.Min(left, retained.Bytes ?? left) };
            }

            if (IsMore(bin.Usage, retained))
            {
                plan.Add((bin.Bin.Name, retained));
            }
        }

        return plan;
    }

    /// <summary>An age from before the calendar is no limit.</summary>
    private static DateTimeOffset? Since(string? age, DateTimeOffset now) =>
        age is not null && RetentionAge.Parse(age) is { } kept && kept < now - DateTimeOffset.MinValue ? now - kept : null;

    private static bool IsMore(BinUsage usage, Retained retained) =>
        usage.Requests - usage.Pinned > retained.Requests || Sweepable(usage) > retained.Bytes || usage.Oldest < retained.Since;

    private static long Sweepable(BinUsage usage) => usage.Bytes - usage.PinnedBytes;
}
