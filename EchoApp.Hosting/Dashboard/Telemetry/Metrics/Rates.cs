namespace EchoApp.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>Counts per second.</summary>
internal static class Rates
{
    /// <summary>
    /// What was counted in a stretch of time is taken to have come evenly over it; a step has the rate of what of it was measured, and null
    /// where nothing was.
    /// </summary>
    public static double?[] Of(IEnumerable<PointChange> changes, StepAxis axis)
    {
        var (amounts, seconds) = (new double[axis.Count], new double[axis.Count]);
        foreach (var change in changes)
        {
            foreach (var (index, shared) in axis.Overlap(change.From, change.To))
            {
                amounts[index] += change.Value * shared / (change.To - change.From);
                seconds[index] += shared;
            }
        }

        return [.. amounts.Zip(seconds, (amount, covered) => covered > 0 ? amount / covered : (double?)null)];
    }

    /// <summary>Adds up step by step; null where all are.</summary>
    public static double?[] Sum(IEnumerable<double?[]> series, int count)
    {
        var sums = new double?[count];
        foreach (var values in series)
        {
            for (var i = 0; i < count; i++)
            {
                sums[i] = values[i] is { } value ? (sums[i] ?? 0) + value : sums[i];
            }
        }

        return sums;
    }
}
