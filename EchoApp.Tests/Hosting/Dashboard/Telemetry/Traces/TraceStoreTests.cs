using EchoApp.Hosting.Dashboard.Telemetry;
using EchoApp.Hosting.Dashboard.Telemetry.Model;
using EchoApp.Hosting.Dashboard.Telemetry.Storage;
using EchoApp.Hosting.Dashboard.Telemetry.Traces;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Telemetry.Traces;

public sealed class TraceStoreTests
{
    [Fact]
    public void Summary_GrowsWithEachSpan()
    {
        var store = new TelemetryStore(new TelemetryLimits());

        store.AddSpans([Samples.Span(2, parent: 1, resource: "store", startMs: 5, durationMs: 20, status: SpanStatus.Error)]);
        var early = Single(store);
        store.AddSpans([Samples.Span(1, startMs: 0, durationMs: 12), Samples.Span(3, parent: 1, startMs: 1, durationMs: 2)]);
        var whole = Single(store);

        Assert.Equal(("span 2", false, 1L, 20.0), (early.Name, early.HasRoot, early.Seq, early.Duration.TotalMilliseconds));
        Assert.Equal(("span 1", true, 3L, 25.0), (whole.Name, whole.HasRoot, whole.Seq, whole.Duration.TotalMilliseconds));
        Assert.Equal((1, 3), (whole.Errors, whole.Spans.Count));
        Assert.Equal([("web", 2, 0), ("store", 1, 1)], whole.Shares.Select(share => (share.Sender.Name, share.Spans, share.Errors)));
        // What was seen before stays as it was.
        Assert.Single(early.Spans);
    }

    [Fact]
    public void Spans_SentAgain_AreKeptOnce()
    {
        var store = new TelemetryStore(new TelemetryLimits());
        Span[] spans = [.. Enumerable.Range(1, 40).Select(number => Samples.Span(number))];

        store.AddSpans(spans);
        var outcome = store.AddSpans(spans);

        Assert.Equal(IngestOutcome.Accepted, outcome);
        Assert.Equal(new TraceStatus(40, 1, 40, 0, 0, 0, 0), store.Status().Traces);
    }

    [Fact]
    public void Traces_OverTheBound_GoAsAWholeTheLongestUntouchedFirst()
    {
        var store = new TelemetryStore(new TelemetryLimits { MaxTraceCount = 2 });
        store.AddSpans([Samples.Span(1, trace: 1), Samples.Span(2, trace: 2), Samples.Span(3, trace: 2)]);
        store.AddSpans([Samples.Span(4, trace: 1)]);

        store.AddSpans([Samples.Span(5, trace: 3)]);

        Assert.Equal([Samples.Trace(1), Samples.Trace(3)], All(store).Select(trace => trace.TraceId));
        Assert.Equal(new TraceStatus(5, 2, 3, 2, 0, 0, 0), store.Status().Traces);
    }

    [Fact]
    public void Spans_ThatComeTooLateForTheirTrace_DoNotBringItBack()
    {
        var store = new TelemetryStore(new TelemetryLimits { MaxTraceCount = 1 });
        store.AddSpans([Samples.Span(1, trace: 1)]);
        store.AddSpans([Samples.Span(2, trace: 2)]);

        var outcome = store.AddSpans([Samples.Span(3, trace: 1)]);

        Assert.Equal(IngestOutcome.Accepted, outcome);
        Assert.Equal([Samples.Trace(2)], All(store).Select(trace => trace.TraceId));
        Assert.Equal(2, store.Status().Traces.Dropped);
    }

    [Fact]
    public void Spans_OverTheBoundOfTheirTrace_AreRefusedWithTheReason()
    {
        var store = new TelemetryStore(new TelemetryLimits { MaxSpanCount = 2 });

        var outcome = store.AddSpans([.. Enumerable.Range(1, 5).Select(number => Samples.Span(number))]);

        Assert.Equal(3, outcome.Rejected);
        Assert.Equal($"Trace {Samples.Trace(1)} has 2 spans already. Raise Dashboard:TelemetryLimits:MaxSpanCount for more.", outcome.Reason);
        Assert.Equal(3, Assert.Single(store.Traces.Find(Samples.Trace(1), 2)).DroppedSpans);
        Assert.Equal(new TraceStatus(2, 1, 2, 0, 3, 0, 0), store.Status().Traces);
    }

    [Fact]
    public void Traces_OverTheBytes_GoAndTheirBytesWithThem()
    {
        var store = new TelemetryStore(new TelemetryLimits { MaxBytes = 3 * 20_000 });

        store.AddSpans([.. Enumerable.Range(1, 100).Select(number => Samples.Span(number, trace: number))]);

        Assert.InRange(store.Traces.Bytes, 10_000, 20_000);
        Assert.Equal(100, store.Status().Traces.Count + store.Status().Traces.Dropped);
        Assert.Equal(Samples.Trace(100), All(store)[^1].TraceId);
    }

    [Fact]
    public void Traces_OfMoreThanHalfOfTheBytes_TakeNoMore()
    {
        var store = new TelemetryStore(new TelemetryLimits { MaxBytes = 3 * 20_000 });

        var outcome = store.AddSpans([.. Enumerable.Range(1, 100).Select(number => Samples.Span(number))]);

        Assert.InRange(store.Traces.Bytes, 9_000, 10_000);
        Assert.Equal(100, store.Status().Traces.Spans + outcome.Rejected);
        Assert.EndsWith("Raise Dashboard:TelemetryLimits:MaxBytes for more.", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Spans_WithoutAnId_AreRefused()
    {
        var store = new TelemetryStore(new TelemetryLimits());

        var outcome = store.AddSpans([Samples.Span(1) with { TraceId = "" }, Samples.Span(2) with { SpanId = "" }]);

        Assert.Equal(new IngestOutcome(2, "The span 'span 1' has no trace id or no span id."), outcome);
        Assert.Empty(All(store));
    }

    [Fact]
    public void Spans_WithTooManyEventsAndLinks_KeepTheFirst()
    {
        var store = new TelemetryStore(new TelemetryLimits { MaxSpanEventCount = 1 });
        SpanEvent[] events = [new("one", Samples.Time, []), new("two", Samples.Time, [])];
        SpanLink[] links = [new(Samples.Trace(8), Samples.SpanId(8), []), new(Samples.Trace(9), Samples.SpanId(9), [])];

        store.AddSpans([Samples.Span(1) with { Events = events, Links = links }]);

        var span = store.Traces.Spans.Find(1)!.Span;
        Assert.Equal([events[0]], span.Events);
        Assert.Equal([links[0]], span.Links);
        Assert.Equal(1, store.Status().Traces.Truncated);
    }

    [Fact]
    public void Find_ByAPrefix_HasAllThatBeginWithIt()
    {
        var store = new TelemetryStore(new TelemetryLimits());
        store.AddSpans([Samples.Span(1) with { TraceId = "ab01" }, Samples.Span(2) with { TraceId = "ab" }, Samples.Span(3) with { TraceId = "cd" }]);

        Assert.Equal(["cd"], store.Traces.Find("C", 5).Select(trace => trace.TraceId));
        Assert.Equal(["ab01", "ab"], store.Traces.Find("a", 5).Select(trace => trace.TraceId));
        // The one alone whose whole id it is.
        Assert.Equal(["ab"], store.Traces.Find("ab", 5).Select(trace => trace.TraceId));
        Assert.Empty(store.Traces.Find("ef", 5));
    }

    private static TraceSnapshot Single(TelemetryStore store) => Assert.Single(All(store));

    private static IReadOnlyList<TraceSnapshot> All(TelemetryStore store) =>
        RingQuery.Newest(store.Traces.Traces, _ => true, long.MaxValue, 1_000, default).Items;
}
