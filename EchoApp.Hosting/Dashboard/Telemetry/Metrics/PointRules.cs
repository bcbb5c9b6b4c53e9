using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>What a point must be for arithmetic to make sense of it.</summary>
internal static class PointRules
{
    private const int MaxBucketCount = 2_000;

    /// <summary>What is wrong with the point; null if nothing is.</summary>
    public static string? Fault(MetricPoint point)
    {
        var instrument = point.Instrument;
        if (instrument.Kind == InstrumentKind.Histogram != point.Histogram is not null)
        {
            return $"A point of '{instrument.Name}' is {(point.Histogram is null ? "not a histogram" : "a histogram")}, and the instrument is a {instrument.Kind}.";
        }

        if (point.Histogram is not { } histogram)
        {
            return double.IsFinite(point.Value) ? null : $"A point of '{instrument.Name}' is not a number.";
        }

        if (histogram.Counts.Count > MaxBucketCount)
        {
            return $"A point of '{instrument.Name}' has {histogram.Counts.Count} buckets; at most {MaxBucketCount} are taken.";
        }

        if (histogram.Counts.Count != histogram.Bounds.Count + 1 && (histogram.Counts.Count, histogram.Bounds.Count) != (0, 0))
        {
            return $"A point of '{instrument.Name}' has {histogram.Counts.Count} buckets and {histogram.Bounds.Count} bounds. There is one bound fewer than buckets.";
        }

        for (var i = 0; i < histogram.Bounds.Count; i++)
        {
            if (!double.IsFinite(histogram.Bounds[i]) || (i > 0 && histogram.Bounds[i] <= histogram.Bounds[i - 1]))
            {
                return $"The bounds of the buckets of '{instrument.Name}' do not ascend.";
            }
        }

        return null;
    }

    /// <summary>A histogram without buckets has one for all values.</summary>
    public static MetricPoint Normal(MetricPoint point) => point.Histogram is { Counts.Count: 0 } histogram
        ? point with { Histogram = histogram with { Counts = [histogram.Count] } } : point;
}
