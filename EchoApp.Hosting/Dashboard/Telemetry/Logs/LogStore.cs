using EchoApp.Hosting.Dashboard.Telemetry.Model;
using EchoApp.Hosting.Dashboard.Telemetry.Storage;

namespace EchoApp.Hosting.Dashboard.Telemetry.Logs;

/// <summary>Log records in the order of arrival; each sender has a bound of its own, and all together one of bytes.</summary>
internal sealed class LogStore
{
    private readonly TelemetryLimits _limits;
    private readonly Senders _senders;
    private readonly RecordTrimmer _trimmer;
    private readonly Lock _gate = new();
    private readonly Dictionary<Sender, Queue<LogEntry>> _bySender = [];
    private long _seq;
    private long _bytes;

    public LogStore(TelemetryLimits limits, Senders senders, RecordTrimmer trimmer)
    {
        (_limits, _senders, _trimmer) = (limits, senders, trimmer);
        Ring = new SequencedRing<LogEntry>(_gate);
    }

    public SequencedRing<LogEntry> Ring { get; }

    public SignalCounters Counters { get; } = new();

    /// <summary>The number of the newest record.</summary>
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

    public IngestOutcome Add(IReadOnlyList<LogRecord> records)
    {
        var refusals = new Refusals(Counters);
        var taken = new List<(Sender Sender, LogRecord Record, int Size)>(records.Count);
        foreach (var record in records)
        {
            if (_senders.Find(record.Resource) is not { } sender)
            {
                refusals.AddSender(_limits);
                continue;
            }

            var kept = Prepare(sender, record);
            taken.Add((sender, kept, RecordSize.Of(kept)));
        }

        Newest.RaiseTo(Keep(taken));
        return refusals.Outcome;
    }

    private LogRecord Prepare(Sender sender, LogRecord record)
    {
        var trimmed = _trimmer.Trim(record);
        Counters.AddTruncated(record.IsCut || !ReferenceEquals(trimmed, record) ? 1 : 0);
        if (LogLevels.IsAtLeast(record.Severity, LogLevels.Error))
        {
            sender.CountError();
        }
        else if (LogLevels.IsAtLeast(record.Severity, LogLevels.Warning))
        {
            sender.CountWarning();
        }

        return trimmed with { Resource = sender.Resource, Scope = sender.Share(_trimmer.Trim(record.Scope)) };
    }

    private long Keep(List<(Sender Sender, LogRecord Record, int Size)> records)
    {
        lock (_gate)
        {
            foreach (var (sender, record, size) in records)
            {
                var entry = new LogEntry(++_seq, sender, record, size);
                Ring.Add(entry);
                if (!_bySender.TryGetValue(sender, out var own))
                {
                    _bySender[sender] = own = new Queue<LogEntry>();
                }

                own.Enqueue(entry);
                _bytes += size;
                if (own.Count > _limits.MaxLogCount)
                {
                    Drop(own);
                }

                while (_bytes > _limits.MaxBytesOfASignal && Ring.Oldest is { } oldest)
                {
                    Drop(_bySender[oldest.Sender]);
                }
            }

            return _seq;
        }
    }

    private void Drop(Queue<LogEntry> own)
    {
        var entry = own.Dequeue();
        Ring.Remove(entry);
        _bytes -= entry.Size;
        Counters.AddDropped(1);
    }
}
