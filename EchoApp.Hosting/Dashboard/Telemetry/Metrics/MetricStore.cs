using EchoApp.Hosting.Dashboard.Telemetry.Model;
using EchoApp.Hosting.Dashboard.Telemetry.Storage;

namespace EchoApp.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>Points by instrument and attributes, and in the order of arrival; each sender has a bound of its own, and all together one of bytes.</summary>
internal sealed class MetricStore
{
    private const int SeriesSize = 512;

    private readonly TelemetryLimits _limits;
    private readonly Senders _senders;
    private readonly RecordTrimmer _trimmer;
    private readonly Lock _gate = new();
    private readonly Dictionary<InstrumentKey, InstrumentSeries> _instruments = [];
    private readonly Dictionary<Sender, Queue<PointEntry>> _bySender = [];
    private long _seq;
    private long _bytes;

    public MetricStore(TelemetryLimits limits, Senders senders, RecordTrimmer trimmer)
    {
        (_limits, _senders, _trimmer) = (limits, senders, trimmer);
        Ring = new SequencedRing<PointEntry>(_gate);
    }

    public SequencedRing<PointEntry> Ring { get; }

    public SignalCounters Counters { get; } = new();

    /// <summary>The number of the newest point.</summary>
    public ChangeSignal Newest { get; } = new();

    public int InstrumentCount
    {
        get
        {
            lock (_gate)
            {
                return _instruments.Count;
            }
        }
    }

    public long Bytes
    {
        get
        {
            lock (_gate)
            {
                return _bytes;
            }
        }
    }

    public IngestOutcome Add(IReadOnlyList<MetricPoint> points)
    {
        var refusals = new Refusals(Counters);
        var taken = new List<(Sender Sender, MetricPoint Point)>(points.Count);
        foreach (var point in points)
        {
            if (PointRules.Fault(point) is { } fault)
            {
                refusals.Add(fault);
            }
            else if (_senders.Find(point.Instrument.Resource) is { } sender)
            {
                var trimmed = _trimmer.Trim(point);
                Counters.AddTruncated(point.IsCut || !ReferenceEquals(trimmed, point) ? 1 : 0);
                taken.Add((sender, PointRules.Normal(trimmed)));
            }
            else
            {
                refusals.AddSender(_limits);
            }
        }

        Newest.RaiseTo(Keep(taken, refusals));
        return refusals.Outcome;
    }

    /// <summary>All instruments, in no order.</summary>
    public IReadOnlyList<InstrumentInfo> Instruments()
    {
        lock (_gate)
        {
            return [.. _instruments.Values.Select(series => new InstrumentInfo(series.Sender, series.Instrument, series.Count, series.PointCount))];
        }
    }

    /// <summary>The points of this instrument since then, or rather a little before.</summary>
    public InstrumentPoints? Points(InstrumentKey key, DateTime from)
    {
        lock (_gate)
        {
            return _instruments.TryGetValue(key, out var instrument)
                ? new InstrumentPoints(instrument.Sender, instrument.Instrument, [.. instrument.All.Select(series => series.Since(from))]) : null;
        }
    }

    private long Keep(List<(Sender Sender, MetricPoint Point)> points, Refusals refusals)
    {
        lock (_gate)
        {
            foreach (var (sender, point) in points)
            {
                var instrument = InstrumentOf(sender, point.Instrument);
                if (SeriesOf(instrument, point.Dimension) is { } series)
                {
                    Keep(series, series.Add(point));
                }
                else
                {
                    refusals.Add($"'{instrument.Instrument.Name}' has {instrument.Count} sets of attributes already. "
                        + $"Raise {TelemetryLimits.Section}:{nameof(TelemetryLimits.MaxDimensionCount)} for more.");
                }
            }

            return _seq;
        }
    }

    private void Keep(MetricSeries series, MetricPoint point)
    {
        var entry = new PointEntry(++_seq, series, point, RecordSize.Of(point));
        Ring.Add(entry);
        if (!_bySender.TryGetValue(series.Owner.Sender, out var own))
        {
            _bySender[series.Owner.Sender] = own = new Queue<PointEntry>();
        }

        own.Enqueue(entry);
        series.Owner.PointCount++;
        _bytes += entry.Size;
        if (own.Count > _limits.MaxMetricsCount)
        {
            Drop(own);
        }

        while (_bytes > _limits.MaxBytesOfASignal && Ring.Oldest is { } oldest)
        {
            Drop(_bySender[oldest.Series.Owner.Sender]);
        }
    }

    private InstrumentSeries InstrumentOf(Sender sender, Instrument instrument)
    {
        if (_instruments.TryGetValue(InstrumentKey.Of(sender, instrument), out var known))
        {
            return known;
        }

        var trimmed = _trimmer.Trim(instrument) with { Resource = sender.Resource };
        var key = InstrumentKey.Of(sender, trimmed);
        if (!_instruments.TryGetValue(key, out var series))
        {
            _instruments[key] = series = new InstrumentSeries(sender, trimmed with { Meter = sender.Share(trimmed.Meter) });
        }

        return series;
    }

    private MetricSeries? SeriesOf(InstrumentSeries instrument, IReadOnlyList<TelemetryAttribute> attributes)
    {
        var series = instrument.Find(attributes);
        if (series is null && instrument.Count < _limits.MaxDimensionCount)
        {
            series = new MetricSeries(instrument, attributes, SeriesSize + RecordSize.Of(attributes));
            instrument.Add(series);
            _bytes += series.Size;
        }

        return series;
    }

    private void Drop(Queue<PointEntry> own)
    {
        var entry = own.Dequeue();
        var (series, instrument) = (entry.Series, entry.Series.Owner);
        Ring.Remove(entry);
        series.DropOldest();
        instrument.PointCount--;
        _bytes -= entry.Size;
        Counters.AddDropped(1);
        if (series.Count == 0)
        {
            instrument.Remove(series);
            _bytes -= series.Size;
        }

        if (instrument.Count == 0)
        {
            _instruments.Remove(instrument.Key);
        }
    }
}
