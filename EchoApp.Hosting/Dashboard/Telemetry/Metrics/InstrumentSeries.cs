using EchoApp.Hosting.Dashboard.Telemetry.Model;
using EchoApp.Hosting.Dashboard.Telemetry.Storage;

namespace EchoApp.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>The series of one instrument, by their attributes.</summary>
internal sealed class InstrumentSeries(Sender sender, Instrument instrument)
{
    private readonly Dictionary<IReadOnlyList<TelemetryAttribute>, MetricSeries> _series = new(DimensionComparer.Instance);

    public Sender Sender => sender;

    public Instrument Instrument => instrument;

    public InstrumentKey Key { get; } = InstrumentKey.Of(sender, instrument);

    public int Count => _series.Count;

    public int PointCount { get; set; }

    public IEnumerable<MetricSeries> All => _series.Values;

    public MetricSeries? Find(IReadOnlyList<TelemetryAttribute> attributes) => _series.GetValueOrDefault(attributes);

    public void Add(MetricSeries series) => _series.Add(series.Attributes, series);

    public void Remove(MetricSeries series) => _series.Remove(series.Attributes);
}
