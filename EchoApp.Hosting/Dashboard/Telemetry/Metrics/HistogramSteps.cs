namespace EchoApp.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>The values of a histogram by steps of time.</summary>
internal static class HistogramSteps
{
    // A stretch this much shorter than a step belongs to one step as a whole: counts stay whole numbers.
    private const double Whole = 0.5;

    /// <summary>What came in each step; null where nothing was measured.</summary>
    public static Buckets?[] Of(IEnumerable<PointChange> changes, StepAxis axis)
    {
        var steps = new Buckets?[axis.Count];
        foreach (var change in changes)
        {
            var added = change.Before is null ? Buckets.Of(change.Now) : Buckets.Of(change.Now).Minus(Buckets.Of(change.Before));
            foreach (var (index, part) in Parts(change, axis))
            {
                var share = part < 1 ? added.Scaled(part) : added;
                steps[index] = steps[index]?.Plus(share) ?? share;
            }
        }

        return steps;
    }

    /// <summary>Adds up step by step; null where all are.</summary>
    public static Buckets?[] Sum(IEnumerable<Buckets?[]> series, int count)
    {
        var sums = new Buckets?[count];
        foreach (var steps in series)
        {
            for (var i = 0; i < count; i++)
            {
                sums[i] = steps[i] is { } step ? sums[i]?.Plus(step) ?? step : sums[i];
            }
        }

        return sums;
    }

    private static IEnumerable<(int Index, double Part)> Parts(PointChange change, StepAxis axis)
    {
        var length = change.To - change.From;
        if (length > axis.Step * Whole)
        {
            return axis.Overlap(change.From, change.To).Select(shared => (shared.Index, shared.Seconds / length));
        }

        var index = axis.IndexOf(change.To);
        return index >= 0 && index < axis.Count ? [(index, 1.0)] : [];
    }
}
