using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>What gauges, and sums that also fall, stood at.</summary>
internal static class LastValues
{
    // A point that comes a little late is no gap.
    private const double Patience = 1.5;

    /// <summary>
    /// The last value in each step. Where the series is sent less often than there are steps, a value holds until the next one is overdue;
    /// then there is null.
    /// </summary>
    public static double?[] Of(SeriesPoints series, StepAxis axis)
    {
        var values = new double?[axis.Count];
        var times = series.Points.Select(point => StepAxis.Seconds(point.Time)).ToArray();
        var holds = Interval(times) * Patience;
        var (sum, next) = (series.DeltaTotal - series.Points.Where(point => !point.IsCumulative).Sum(point => point.Value), 0);
        MetricPoint? last = null;
        for (var step = 0; step < axis.Count; step++)
        {
            for (; next < times.Length && times[next] <= axis.End(step); next++)
            {
                last = series.Points[next];
                sum += IsSum(last) ? last.Value : 0;
            }

            var isHeld = next > 0 && (times[next - 1] > axis.End(step) - axis.Step || axis.End(step) - times[next - 1] <= holds);
            values[step] = last is null || !isHeld ? null : IsSum(last) ? sum : last.Value;
        }

        return values;
    }

    private static bool IsSum(MetricPoint point) => point.Instrument.Kind != InstrumentKind.Gauge && !point.IsCumulative;

    // The median: neither a pause nor two points at once make it another.
    private static double Interval(double[] times)
    {
        var intervals = times.Zip(times.Skip(1), (one, other) => other - one).Order().ToArray();
        return intervals.Length == 0 ? 0 : intervals[intervals.Length / 2];
    }
}
