using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>How many values fell between which bounds; counts may be fractions, where a stretch of time was divided.</summary>
/// <param name="Bounds">Upper bounds, ascending; the last bucket has none.</param>
/// <param name="Counts">One more than bounds.</param>
/// <param name="Sum">Of the values; NaN if unknown.</param>
/// <param name="Min">No value is less; NaN if unknown.</param>
/// <param name="Max">No value is greater; NaN if unknown.</param>
internal sealed record Buckets(IReadOnlyList<double> Bounds, IReadOnlyList<double> Counts, double Sum, double Min, double Max)
{
    public double Count { get; } = Counts.Sum();

    public double? Average => Count > 0 && double.IsFinite(Sum) ? Sum / Count : null;

    public static Buckets Of(MetricPoint point)
    {
        var histogram = point.Histogram!;
        return new Buckets(histogram.Bounds, [.. histogram.Counts.Select(count => (double)count)], point.Value, histogram.Min, histogram.Max);
    }

    public Buckets Scaled(double factor) => new(Bounds, [.. Counts.Select(count => count * factor)], Sum * factor, Min, Max);

    /// <summary>What came after <paramref name="before"/>; by the bounds at which both are known, should they not have the same.</summary>
    public Buckets Minus(Buckets before)
    {
        var bounds = BucketBounds.Same(Bounds, before.Bounds) ? Bounds
            : [.. BucketBounds.Union(Bounds, before.Bounds).Where(bound => BucketBounds.IsExact(this, bound) && BucketBounds.IsExact(before, bound))];
        var counts = BucketBounds.Recount(this, bounds).Zip(BucketBounds.Recount(before, bounds), (now, then) => Math.Max(0, now - then));
        return new Buckets(bounds, [.. counts], Sum - before.Sum, Min, Max);
    }

    /// <summary>Both together; by all of their bounds, should they not have the same.</summary>
    public Buckets Plus(Buckets other)
    {
        if (Count == 0 || other.Count == 0)
        {
            return Count == 0 ? other : this;
        }

        var bounds = BucketBounds.Same(Bounds, other.Bounds) ? Bounds : BucketBounds.Union(Bounds, other.Bounds);
        var counts = BucketBounds.Recount(this, bounds).Zip(BucketBounds.Recount(other, bounds), (one, another) => one + another);
        return new Buckets(bounds, [.. counts], Sum + other.Sum, Math.Min(Min, other.Min), Math.Max(Max, other.Max));
    }

    /// <summary>The value that this part of all is not above; inside a bucket they are taken to lie evenly.</summary>
    /// <param name="part">For example 0.99.</param>
    /// <returns>Null where there is nothing to tell it from.</returns>
    public double? Percentile(double part)
    {
        var (rank, before) = (part * Count, 0.0);
        for (var i = 0; i < Counts.Count && Bounds.Count > 0; i++)
        {
            if (Counts[i] > 0 && before + Counts[i] >= rank - (Count * 1e-12))
            {
                var (lower, upper) = (BucketBounds.Lower(this, i), BucketBounds.Upper(this, i));
                var value = double.IsFinite(upper) ? lower + ((upper - lower) * (rank - before) / Counts[i]) : lower;
                return Math.Min(double.IsNaN(Max) ? value : Max, Math.Max(double.IsNaN(Min) ? value : Min, value));
            }

            before += Counts[i];
        }

        return null;
    }
}
