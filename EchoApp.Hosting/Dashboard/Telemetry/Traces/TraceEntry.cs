using EchoApp.Hosting.Dashboard.Telemetry.Model;
using EchoApp.Hosting.Dashboard.Telemetry.Storage;

namespace EchoApp.Hosting.Dashboard.Telemetry.Traces;

/// <summary>A trace as it grows. What sums it up is kept up to date with each span.</summary>
internal sealed class TraceEntry(string traceId)
{
    // Few traces are so long that looking through them costs more than a set would.
    private const int SetFrom = 16;

    private readonly List<TraceShare> _shares = [];
    private SpanEntry[] _spans = new SpanEntry[2];
    private HashSet<string>? _ids;
    private Span? _root;
    private Span? _first;
    private DateTime _end;
    private int _errors;

    public string TraceId => traceId;

    public int Count { get; private set; }

    public long Bytes { get; private set; }

    public int DroppedSpans { get; set; }

    /// <summary>As it stands in the ring of traces; null before the first time.</summary>
    public TraceSnapshot? Shown { get; set; }

    public ReadOnlySpan<SpanEntry> Spans => _spans.AsSpan(0, Count);

    public bool Has(string spanId)
    {
        if (Count < SetFrom)
        {
            foreach (var entry in Spans)
            {
                if (string.Equals(entry.Span.SpanId, spanId, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }

            return false;
        }

        _ids ??= new HashSet<string>(_spans.Take(Count).Select(entry => entry.Span.SpanId), StringComparer.OrdinalIgnoreCase);
        return _ids.Contains(spanId);
    }

    public void Add(SpanEntry entry)
    {
        // Snapshots look at the array up to their own count: it is only ever added to, or replaced.
        if (Count == _spans.Length)
        {
            Array.Resize(ref _spans, Count * 2);
        }

        _spans[Count++] = entry;
        _ids?.Add(entry.Span.SpanId);
        Bytes += entry.Size;
        var span = entry.Span;
        if (string.IsNullOrEmpty(span.ParentSpanId) && (_root is null || span.Start < _root.Start))
        {
            _root = span;
        }

        _first = _first is null || span.Start < _first.Start ? span : _first;
        _end = span.End > _end ? span.End : _end;
        _errors += ErrorsOf(span);
        Share(entry.Sender, span);
    }

    public TraceSnapshot Snapshot() => new(
        _spans[Count - 1].Seq,
        traceId,
        (_root ?? _first!).Name,
        PathOf(_root ?? _first!),
        _root is not null,
        _first!.Start,
        _end,
        _errors,
        DroppedSpans,
        [.. _shares.OrderBy(share => share.FirstStart)],
        new ArraySegment<SpanEntry>(_spans, 0, Count));

    // A server without routes names its spans by the method alone.
    private static string? PathOf(Span span) => span.Name.Contains('/', StringComparison.Ordinal) ? null
        : span.Attributes.FirstOrDefault(attribute => attribute.Key == "url.path").Value;

    private static int ErrorsOf(Span span) => span.Status == SpanStatus.Error ? 1 : 0;

    private void Share(Sender sender, Span span)
    {
        var index = _shares.FindIndex(share => share.Sender == sender);
        if (index < 0)
        {
            _shares.Add(new TraceShare(sender, 1, ErrorsOf(span), span.Start));
            return;
        }

        var share = _shares[index];
        var start = span.Start < share.FirstStart ? span.Start : share.FirstStart;
        _shares[index] = share with { Spans = share.Spans + 1, Errors = share.Errors + ErrorsOf(span), FirstStart = start };
    }
}
