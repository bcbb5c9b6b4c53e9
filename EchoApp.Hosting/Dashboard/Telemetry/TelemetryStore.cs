using EchoApp.Hosting.Dashboard.Telemetry.Logs;
using EchoApp.Hosting.Dashboard.Telemetry.Metrics;
using EchoApp.Hosting.Dashboard.Telemetry.Model;
using EchoApp.Hosting.Dashboard.Telemetry.Storage;
using EchoApp.Hosting.Dashboard.Telemetry.Traces;

namespace EchoApp.Hosting.Dashboard.Telemetry;

/// <summary>
/// Keeps what resources have told by OTLP, within <see cref="TelemetryLimits"/>; the oldest goes first. Any number of threads may write and
/// read. Who follows all of it does so by
/// <code>
/// for (var seen = -1L; ; )
/// {
///     seen = await store.WaitForChangeAsync(seen, cancellationToken);
///     await send(store.Status());
///     await Task.Delay(atLeast, timeProvider, cancellationToken);
/// }
/// </code>
/// Nothing is queued for it: what changed meanwhile is one change. Who follows one signal waits for its own <c>Newest</c>, and reads on in
/// its ring from the number it knows; it misses what was dropped before it came to it.
/// </summary>
internal sealed class TelemetryStore
{
    private readonly ChangeSignal _changed = new();

    public TelemetryStore(TelemetryLimits limits)
    {
        var trimmer = new RecordTrimmer(limits);
        Limits = limits;
        Senders = new Senders(limits, trimmer);
        Logs = new LogStore(limits, Senders, trimmer);
        Traces = new TraceStore(limits, Senders, trimmer);
        Metrics = new MetricStore(limits, Senders, trimmer);
    }

    public TelemetryLimits Limits { get; }

    public Senders Senders { get; }

    public LogStore Logs { get; }

    public TraceStore Traces { get; }

    public MetricStore Metrics { get; }

    public IngestOutcome AddLogs(IReadOnlyList<LogRecord> records) => Changed(Logs.Add(records));

    public IngestOutcome AddSpans(IReadOnlyList<Span> spans) => Changed(Traces.Add(spans));

    public IngestOutcome AddMetrics(IReadOnlyList<MetricPoint> points) => Changed(Metrics.Add(points));

    /// <summary>Counts what of a request never came here: it was no record at all.</summary>
    /// <param name="counters">Those of its signal.</param>
    /// <param name="count">How many.</param>
    public void CountRejected(SignalCounters counters, long count)
    {
        counters.AddRejected(count);
        _changed.Increment();
    }

    /// <summary>Counts a request that was refused as a whole.</summary>
    /// <param name="counters">Those of its signal.</param>
    public void CountRefused(SignalCounters counters)
    {
        counters.AddRefused();
        _changed.Increment();
    }

    public TelemetryStatus Status() => new(
        new SignalStatus(
            Logs.Newest.Value, Logs.Ring.Count, Logs.Counters.Dropped, Logs.Counters.Rejected, Logs.Counters.Truncated, Logs.Counters.Refused),
        new TraceStatus(
            Traces.Newest.Value,
            Traces.Traces.Count,
            Traces.Spans.Count,
            Traces.Counters.Dropped,
            Traces.Counters.Rejected,
            Traces.Counters.Truncated,
            Traces.Counters.Refused),
        new MetricStatus(
            Metrics.Newest.Value,
            Metrics.Ring.Count,
            Metrics.InstrumentCount,
            Metrics.Counters.Dropped,
            Metrics.Counters.Rejected,
            Metrics.Counters.Truncated,
            Metrics.Counters.Refused),
        [.. Senders.All.Select(sender => new SenderStatus(sender.Name, sender.InstanceId, sender.Errors, sender.Warnings, sender.Resource.Attributes))]);

    /// <summary>Returns as soon as more has changed than <paramref name="seen"/> says, which is what it returned the last time, and -1 at first.</summary>
    public Task<long> WaitForChangeAsync(long seen, CancellationToken cancellationToken) => _changed.WaitAsync(seen, cancellationToken);

    private IngestOutcome Changed(IngestOutcome outcome)
    {
        _changed.Increment();
        return outcome;
    }
}
