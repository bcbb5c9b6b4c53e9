namespace EchoApp.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>Carries counts over to other bounds.</summary>
internal static class BucketBounds
{
    private const int MaxCount = 1_000;

    public static bool Same(IReadOnlyList<double> one, IReadOnlyList<double> other) => ReferenceEquals(one, other) || one.SequenceEqual(other);

    /// <summary>The bounds of both, thinned out evenly where they are too many.</summary>
    public static IReadOnlyList<double> Union(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        double[] all = [.. one.Concat(other).Distinct().Order()];
        var stride = (all.Length + MaxCount - 1) / MaxCount;
        return stride <= 1 ? all : [.. all.Where((_, index) => index % stride == stride - 1)];
    }

    /// <summary>Whether it is known how many values are not above this bound: it is one of its own, or no value is around it.</summary>
    public static bool IsExact(Buckets buckets, double bound)
    {
        var index = IndexOf(buckets.Bounds, bound);
        return (index < buckets.Bounds.Count && buckets.Bounds[index] == bound) || buckets.Counts[index] == 0;
    }

    /// <summary>The counts between these bounds; the values of a bucket that is cut are taken to lie evenly in it.</summary>
    public static double[] Recount(Buckets buckets, IReadOnlyList<double> bounds)
    {
        if (ReferenceEquals(bounds, buckets.Bounds))
        {
            return [.. buckets.Counts];
        }

        var counts = new double[bounds.Count + 1];
        var below = 0.0;
        for (var i = 0; i < bounds.Count; i++)
        {
            var upTo = UpTo(buckets, bounds[i]);
            counts[i] = Math.Max(0, upTo - below);
            below = upTo;
        }

        counts[^1] = Math.Max(0, buckets.Count - below);
        return counts;
    }

    /// <summary>Where the values of a bucket begin: in the first with the least value, or, where that is unknown, with 0.</summary>
    public static double Lower(Buckets buckets, int index) => index > 0 ? buckets.Bounds[index - 1]
        : buckets.Bounds.Count == 0 ? buckets.Min
        : double.IsNaN(buckets.Min) ? Math.Min(0, buckets.Bounds[0])
        : Math.Min(buckets.Min, buckets.Bounds[0]);

    /// <summary>Where they end; infinite in the last, where the greatest value is unknown.</summary>
    public static double Upper(Buckets buckets, int index) => index < buckets.Bounds.Count ? buckets.Bounds[index]
        : double.IsNaN(buckets.Max) ? double.PositiveInfinity
        : Math.Max(buckets.Max, index == 0 ? buckets.Max : buckets.Bounds[index - 1]);

    private static double UpTo(Buckets buckets, double bound)
    {
        var index = IndexOf(buckets.Bounds, bound);
        var below = buckets.Counts.Take(index).Sum();
        var (lower, upper) = (Lower(buckets, index), Upper(buckets, index));
        // Never more than the bucket, nothing where its ends are unknown.
        var part = upper <= bound ? 1 : bound <= lower || double.IsNaN(lower) || double.IsInfinity(upper) ? 0 : (bound - lower) / (upper - lower);
        return below + (buckets.Counts[index] * part);
    }

    // The bucket in which this value would be.
    private static int IndexOf(IReadOnlyList<double> bounds, double value)
    {
        var (low, high) = (0, bounds.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = bounds[middle] < value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
