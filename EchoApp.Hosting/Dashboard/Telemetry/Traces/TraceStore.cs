using EchoApp.Hosting.Dashboard.Telemetry.Model;
using EchoApp.Hosting.Dashboard.Telemetry.Storage;

namespace EchoApp.Hosting.Dashboard.Telemetry.Traces;

/// <summary>
/// Spans in the order of arrival, and their traces in that of their newest spans. A trace goes as a whole, the one first that nothing has
/// been added to for longest.
/// </summary>
internal sealed class TraceStore
{
    private readonly TelemetryLimits _limits;
    private readonly Senders _senders;
    private readonly RecordTrimmer _trimmer;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, TraceEntry> _traces = new(StringComparer.OrdinalIgnoreCase);
    private readonly ForgottenTraces _forgotten;
    private long _seq;
    private long _bytes;

    public TraceStore(TelemetryLimits limits, Senders senders, RecordTrimmer trimmer)
    {
        (_limits, _senders, _trimmer) = (limits, senders, trimmer);
        _forgotten = new ForgottenTraces(limits.MaxTraceCount);
        Spans = new SequencedRing<SpanEntry>(_gate);
        Traces = new SequencedRing<TraceSnapshot>(_gate);
    }

    public SequencedRing<SpanEntry> Spans { get; }

    public SequencedRing<TraceSnapshot> Traces { get; }

    public SignalCounters Counters { get; } = new();

    /// <summary>The number of the newest span.</summary>
    public ChangeSignal Newest { get; } = new();

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

    public IngestOutcome Add(IReadOnlyList<Span> spans)
    {
        var refusals = new Refusals(Counters);
        var taken = new List<(Sender Sender, Span Span, int Size)>(spans.Count);
        foreach (var span in spans)
        {
            if (string.IsNullOrEmpty(span.TraceId) || string.IsNullOrEmpty(span.SpanId))
            {
                refusals.Add($"The span '{span.Name}' has no trace id or no span id.");
            }
            else if (_senders.Find(span.Resource) is { } sender)
            {
                var kept = Prepare(sender, span);
                taken.Add((sender, kept, RecordSize.Of(kept)));
            }
            else
            {
                refusals.AddSender(_limits);
            }
        }

        Newest.RaiseTo(Keep(taken, refusals));
        return refusals.Outcome;
    }

    /// <summary>Those whose id begins with this, at most <paramref name="limit"/>; the one alone whose id it is.</summary>
    public IReadOnlyList<TraceSnapshot> Find(string prefix, int limit)
    {
        lock (_gate)
        {
            return _traces.TryGetValue(prefix, out var trace) ? [Shown(trace)]
                : [.. _traces.Values.Where(other => other.TraceId.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).Take(limit).Select(Shown)];
        }
    }

    private static TraceSnapshot Shown(TraceEntry trace) => trace.Shown! with { DroppedSpans = trace.DroppedSpans };

    private Span Prepare(Sender sender, Span span)
    {
        var trimmed = _trimmer.Trim(span);
        Counters.AddTruncated(span.IsCut || !ReferenceEquals(trimmed, span) ? 1 : 0);
        return trimmed with { Resource = sender.Resource, Scope = sender.Share(_trimmer.Trim(span.Scope)) };
    }

    private long Keep(List<(Sender Sender, Span Span, int Size)> spans, Refusals refusals)
    {
        lock (_gate)
        {
            var changed = new HashSet<TraceEntry>();
            foreach (var (sender, span, size) in spans)
            {
                if (_forgotten.Contains(span.TraceId))
                {
                    Counters.AddDropped(1);
                }
                else if (TraceOf(span.TraceId) is var trace && !trace.Has(span.SpanId) && IsKept(trace, sender, span, size, refusals))
                {
                    changed.Add(trace);
                }
            }

            foreach (var trace in changed)
            {
                if (trace.Shown is { } before)
                {
                    Traces.Remove(before);
                }

                trace.Shown = trace.Snapshot();
            }

            foreach (var trace in changed.OrderBy(trace => trace.Shown!.Seq))
            {
                Traces.Add(trace.Shown!);
            }

            while ((Traces.Count > _limits.MaxTraceCount || _bytes > _limits.MaxBytesOfASignal) && Traces.Oldest is { } oldest)
            {
                Drop(_traces[oldest.TraceId]);
            }

            return _seq;
        }
    }

    // Half of the bytes at most, so that no trace drives out all others, and in the end itself.
    private bool IsKept(TraceEntry trace, Sender sender, Span span, int size, Refusals refusals)
    {
        if (trace.Count > 0 && (trace.Count >= _limits.MaxSpanCount || trace.Bytes + size > _limits.MaxBytesOfASignal / 2))
        {
            trace.DroppedSpans++;
            refusals.Add($"Trace {trace.TraceId} has {trace.Count} spans already. Raise "
                + $"{TelemetryLimits.Section}:{(trace.Count >= _limits.MaxSpanCount ? nameof(TelemetryLimits.MaxSpanCount) : nameof(TelemetryLimits.MaxBytes))} for more.");
            return false;
        }

        var entry = new SpanEntry(++_seq, sender, span, size);
        trace.Add(entry);
        Spans.Add(entry);
        _bytes += size;
        return true;
    }

    private TraceEntry TraceOf(string traceId)
    {
        if (!_traces.TryGetValue(traceId, out var trace))
        {
            _traces[traceId] = trace = new TraceEntry(traceId);
        }

        return trace;
    }

    private void Drop(TraceEntry trace)
    {
        Traces.Remove(trace.Shown!);
        foreach (var span in trace.Spans)
        {
            Spans.Remove(span);
        }

        _traces.Remove(trace.TraceId);
        _forgotten.Add(trace.TraceId);
        _bytes -= trace.Bytes;
        Counters.AddDropped(trace.Count);
    }
}
