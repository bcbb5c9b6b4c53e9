using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>
/// What counters and histograms counted between their points. Deltas say it themselves. Of what is counted since a start it is the
/// difference; the count has begun anew where its start is a later one or it has fallen.
/// </summary>
internal static class PointChanges
{
    // For a stretch that would have no length: points without a start, or with the same.
    private const double Moment = 0.001;

    /// <param name="series">Of a counter or histogram.</param>
    /// <param name="exports">When the instrument was sent at all, ascending, in seconds: a series that was not there yet had counted nothing then.</param>
    public static IReadOnlyList<PointChange> Of(SeriesPoints series, IReadOnlyList<double> exports)
    {
        var changes = new List<PointChange>();
        MetricPoint? before = null;
        foreach (var point in series.Points)
        {
            if (!point.IsCumulative)
            {
                changes.Add(Since(Start(point) ?? (before is null ? null : StepAxis.Seconds(before.Time)), point));
            }
            else if (before is null)
            {
                if (series.IsWhole && Latest(Start(point), Export(exports, StepAxis.Seconds(point.Time))) is { } since)
                {
                    changes.Add(Since(since, point));
                }
            }
            else if (IsReset(before, point))
            {
                changes.Add(Since(Latest(Start(point), StepAxis.Seconds(before.Time)), point));
            }
            else if (point.Time > before.Time)
            {
                changes.Add(new PointChange(before, point, StepAxis.Seconds(before.Time), StepAxis.Seconds(point.Time)));
            }

            before = point;
        }

        return changes;
    }

    private static PointChange Since(double? from, MetricPoint point)
    {
        var to = StepAxis.Seconds(point.Time);
        return new PointChange(null, point, Math.Min(from ?? to, to - Moment), to);
    }

    private static bool IsReset(MetricPoint before, MetricPoint now) => now.Start > before.Start
        || (now.Histogram is { } histogram ? histogram.Count < before.Histogram!.Count : now.Value < before.Value);

    private static double? Start(MetricPoint point) => point.Start > DateTime.UnixEpoch ? StepAxis.Seconds(point.Start) : null;

    private static double? Latest(double? one, double? other) => one is null ? other : other is null ? one : Math.Max(one.Value, other.Value);

    private static double? Export(IReadOnlyList<double> exports, double before)
    {
        var earlier = exports.TakeWhile(time => time < before).ToArray();
        return earlier.Length == 0 ? null : earlier[^1];
    }
}
