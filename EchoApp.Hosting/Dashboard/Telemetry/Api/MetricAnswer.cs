using EchoApp.Hosting.Dashboard.Telemetry.Metrics;
using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Telemetry.Api;

/// <summary>Puts an instrument's data together: by series and overall.</summary>
internal static class MetricAnswer
{
    private const string InstanceKey = "service.instance.id";
    private const int MaxExemplarCount = 100;
    private const int Digits = 3;

    /// <param name="request">What was asked for.</param>
    /// <param name="instruments">The instrument, once for each instance that sends it.</param>
    /// <param name="axis">The steps.</param>
    public static MetricDataView Of(MetricRequest request, IReadOnlyList<InstrumentPoints> instruments, StepAxis axis)
    {
        var instrument = instruments[0].Instrument;
        var series = instruments.SelectMany(each => SeriesOf(each, instruments.Count > 1)).Where(each => each.Points.Points.Count > 0).ToArray();
        var chosen = series.Where(each => request.Dimensions.Matches(each.Points.Attributes)).ToArray();
        var (dimensions, overall) = instrument.Kind switch
        {
            InstrumentKind.Histogram => Histograms(chosen, axis),
            InstrumentKind.Counter => Counters(chosen, axis),
            _ => Values(chosen, axis, instrument.Kind),
        };
        return new MetricDataView(
            request.Resource,
            instrument.Meter.Name,
            instrument.Name,
            instrument.Description,
            instrument.Unit,
            instrument.Kind.ToString(),
            Rounded(axis.From),
            Rounded(axis.To),
            [.. Enumerable.Range(0, axis.Count).Select(index => Rounded(axis.End(index)))],
            dimensions,
            overall,
            Keys(series),
            Exemplars(chosen, axis));
    }

    // Series of several instances are told apart by an attribute of their own.
    private static IEnumerable<Sent> SeriesOf(InstrumentPoints instrument, bool isOneOfMany)
    {
        var exports = instrument.Series.SelectMany(series => series.Points).Select(point => StepAxis.Seconds(point.Time)).Distinct().Order().ToArray();
        return instrument.Series.Select(series => new Sent(
            isOneOfMany ? series with { Attributes = [.. series.Attributes, new TelemetryAttribute(InstanceKey, instrument.Sender.InstanceId ?? "")] } : series,
            exports));
    }

    private static (DimensionView[] Dimensions, DimensionView? Overall) Counters(Sent[] series, StepAxis axis)
    {
        var rates = series.Select(each => Rates.Of(PointChanges.Of(each.Points, each.Exports), axis)).ToArray();
        var totals = series.Select(each => Total(each.Points)).ToArray();
        return (
            [.. series.Select((each, i) => new DimensionView(each.Points.Attributes, Finite(rates[i]), totals[i])).Where(HasValues)],
            new DimensionView([], Finite(Rates.Sum(rates, axis.Count)), series.Length == 0 ? null : totals.Sum()));
    }

    private static (DimensionView[] Dimensions, DimensionView? Overall) Values(Sent[] series, StepAxis axis, InstrumentKind kind)
    {
        var values = series.Select(each => LastValues.Of(each.Points, axis)).ToArray();
        return (
            [.. series.Select((each, i) => new DimensionView(each.Points.Attributes, Finite(values[i]), null)).Where(HasValues)],
            kind == InstrumentKind.Gauge ? null : new DimensionView([], Finite(Rates.Sum(values, axis.Count)), null));
    }

    private static (DimensionView[] Dimensions, DimensionView? Overall) Histograms(Sent[] series, StepAxis axis)
    {
        var steps = series.Select(each => HistogramSteps.Of(PointChanges.Of(each.Points, each.Exports), axis)).ToArray();
        return (
            [.. series.Select((each, i) => Histogram(each.Points.Attributes, steps[i])).Where(HasValues)],
            Histogram([], HistogramSteps.Sum(steps, axis.Count)));
    }

    private static DimensionView Histogram(IReadOnlyList<TelemetryAttribute> attributes, Buckets?[] steps) => new(
        attributes,
        null,
        null,
        Finite([.. steps.Select(step => step is null ? (double?)null : Rounded(step.Count))]),
        Finite([.. steps.Select(step => step?.Percentile(0.5))]),
        Finite([.. steps.Select(step => step?.Percentile(0.9))]),
        Finite([.. steps.Select(step => step?.Percentile(0.99))]),
        Finite([.. steps.Select(step => step?.Average)]));

    private static double? Total(SeriesPoints series) => Finite(series.Points[^1] is { IsCumulative: true } last ? last.Value : series.DeltaTotal);

    private static bool HasValues(DimensionView view) => (view.Values ?? view.Counts)!.Any(value => value is not null);

    private static DimensionKeyView[] Keys(Sent[] series) =>
        [.. series.SelectMany(each => each.Points.Attributes).Distinct().GroupBy(attribute => attribute.Key).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new DimensionKeyView(group.Key, [.. group.Select(attribute => attribute.Value).Order(StringComparer.Ordinal)]))];

    private static ExemplarView[] Exemplars(Sent[] series, StepAxis axis) =>
        [.. series.SelectMany(each => each.Points.Points).SelectMany(point => point.Exemplars)
            .Where(exemplar => double.IsFinite(exemplar.Value) && StepAxis.Seconds(exemplar.Time) > axis.From)
            .Distinct().OrderByDescending(exemplar => exemplar.Time).Take(MaxExemplarCount).Reverse()
            .Select(exemplar => new ExemplarView(Views.Utc(exemplar.Time), exemplar.Value, exemplar.TraceId, exemplar.SpanId))];

    private static double Rounded(double value) => Math.Round(value, Digits);

    // JSON has no other numbers.
    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    private static double?[] Finite(double?[] values) => Array.ConvertAll(values, Finite);

    private sealed record Sent(SeriesPoints Points, IReadOnlyList<double> Exports);
}
