using System.Globalization;
using EchoApp.Hosting.Dashboard.Otlp.Wire;
using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Otlp.Decoding.Metrics;

/// <summary>The data points of a metric, of whichever kind it is.</summary>
internal sealed class PointDecoder(AttributeDecoder attributes, SharedSeries shared, TimeProvider time)
{
    private const int Size = 128;

    /// <summary>Adds the point; one for each quantile of a summary.</summary>
    public void Decode(ReadOnlySpan<byte> encoded, PointSeries series, List<MetricPoint> items, Intake intake)
    {
        var layout = PointLayout.Of(series.Form);
        var facts = PointFacts.Of(encoded, layout);
        if (!facts.IsRecorded)
        {
            return;
        }

        intake.Spend(Size);
        try
        {
            var own = attributes.Of(encoded, layout.Attributes, intake);
            switch (series.Form)
            {
                case MetricForm.Summary:
                    AddQuantiles(encoded, own, series, facts, items, intake);
                    break;
                case MetricForm.Histogram or MetricForm.ExponentialHistogram:
                    var (sum, buckets) = series.Form == MetricForm.Histogram ? ExplicitHistogram.Decode(encoded) : ExponentialHistogram.Decode(encoded);
                    intake.Spend(16L * buckets.Counts.Count);
                    items.Add(Point(series, own, facts, sum, buckets, ExemplarDecoder.Decode(encoded, layout.Exemplars, facts.Time, intake), intake));
                    break;
                default:
                    items.Add(Point(
                        series, own, facts, NumberOf(encoded), buckets: null, ExemplarDecoder.Decode(encoded, layout.Exemplars, facts.Time, intake), intake));
                    break;
            }
        }
        catch (PointException refused)
        {
            intake.Reject($"{series.Instrument.Name}: {refused.Message}");
        }
    }

    private void AddQuantiles(
        ReadOnlySpan<byte> encoded, TelemetryAttribute[] own, PointSeries series, PointFacts facts, List<MetricPoint> items, Intake intake)
    {
        const int MaxQuantiles = 32;
        var quantiles = SummaryQuantile.AllOf(encoded);
        if (quantiles.Count is 0 or > MaxQuantiles)
        {
            throw new PointException("A summary needs quantiles, 32 at most.");
        }

        foreach (var (quantile, value) in quantiles)
        {
            var attribute = new TelemetryAttribute("quantile", quantile.ToString(CultureInfo.InvariantCulture));
            items.Add(Point(series, [.. own, attribute], facts, value, buckets: null, exemplars: [], intake));
        }
    }

    private MetricPoint Point(
        PointSeries series,
        TelemetryAttribute[] own,
        PointFacts facts,
        double value,
        HistogramBuckets? buckets,
        IReadOnlyList<Exemplar> exemplars,
        Intake intake)
    {
        var taken = facts.Time ?? time.GetUtcNow().UtcDateTime;
        var start = facts.Start is { } sent && sent < taken ? sent : taken;
        return new MetricPoint(series.Instrument, shared.Dimension(own), start, taken, series.IsCumulative, value, buckets, exemplars)
        {
            IsCut = intake.IsCut,
        };
    }

    private static double NumberOf(ReadOnlySpan<byte> encoded)
    {
        double? value = null;
        var reader = new WireReader(encoded);
        while (reader.Next())
        {
            value = reader.Field switch
            {
                4 => reader.Double,
                6 => (long)reader.Number,
                _ => value,
            };
        }

        return value is { } number && double.IsFinite(number) ? number : throw new PointException("A point has no value, or none that is a finite number.");
    }
}
