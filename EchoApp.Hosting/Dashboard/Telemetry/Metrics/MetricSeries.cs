using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>The points of one instrument for one set of attributes, in the order of arrival.</summary>
internal sealed class MetricSeries(InstrumentSeries owner, IReadOnlyList<TelemetryAttribute> attributes, int size)
{
    private readonly Queue<MetricPoint> _points = new();
    private IReadOnlyList<double>? _bounds;

    public InstrumentSeries Owner => owner;

    public IReadOnlyList<TelemetryAttribute> Attributes => attributes;

    /// <summary>Estimated bytes, without the points.</summary>
    public int Size => size;

    public int Count => _points.Count;

    /// <summary>Whether all points that were ever sent are kept.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>What deltas add up to, also of points no longer kept.</summary>
    public double DeltaTotal { get; private set; }

    /// <summary>The same point, with what all points of the series share.</summary>
    public MetricPoint Add(MetricPoint point)
    {
        var histogram = point.Histogram;
        if (histogram is not null)
        {
            _bounds = _bounds is not null && _bounds.SequenceEqual(histogram.Bounds) ? _bounds : histogram.Bounds;
            histogram = histogram with { Bounds = _bounds };
        }

        var shared = point with { Instrument = owner.Instrument, Dimension = attributes, Histogram = histogram };
        _points.Enqueue(shared);
        DeltaTotal += point.IsCumulative || double.IsNaN(point.Value) ? 0 : point.Value;
        return shared;
    }

    public void DropOldest()
    {
        _points.Dequeue();
        IsWhole = false;
    }

    /// <summary>A copy of what is needed to know how it went from <paramref name="from"/> on: those points, and the one before them.</summary>
    public SeriesPoints Since(DateTime from)
    {
        var all = _points.ToArray();
        var sorted = all.Zip(all.Skip(1)).All(pair => pair.First.Time <= pair.Second.Time);
        var points = sorted ? all : all.OrderBy(point => point.Time).ToArray();
        var first = Array.FindIndex(points, point => point.Time >= from);
        var skipped = Math.Max(0, (first < 0 ? points.Length : first) - 1);
        return new SeriesPoints(attributes, points[skipped..], IsWhole && skipped == 0, DeltaTotal);
    }
}
