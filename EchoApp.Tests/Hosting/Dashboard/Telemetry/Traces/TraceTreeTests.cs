using EchoApp.Hosting.Dashboard.Telemetry;
using EchoApp.Hosting.Dashboard.Telemetry.Model;
using EchoApp.Hosting.Dashboard.Telemetry.Traces;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Telemetry.Traces;

public sealed class TraceTreeTests
{
    [Fact]
    public void Order_OfATree_HasParentsFirstAndSiblingsByStart() => Assert.Equal(
        "1 .3 ..5 .2 ..4",
        Order(Samples.Span(4, parent: 2, startMs: 31), Samples.Span(2, parent: 1, startMs: 30), Samples.Span(5, parent: 3, startMs: 40), Samples.Span(3, parent: 1, startMs: 20), Samples.Span(1)));

    [Fact]
    public void Order_OfASpanWithoutItsParent_HasItAsARoot() => Assert.Equal(
        "7 .8 1 .2", Order(Samples.Span(1, startMs: 5), Samples.Span(2, parent: 1, startMs: 6), Samples.Span(7, parent: 99, startMs: 1), Samples.Span(8, parent: 7, startMs: 9)));

    [Fact]
    public void Order_OfSpansInACircle_BeginsWithTheFirstOfThem() => Assert.Equal(
        "1 2 .3 ..4", Order(Samples.Span(2, parent: 4, startMs: 1), Samples.Span(3, parent: 2, startMs: 2), Samples.Span(4, parent: 3, startMs: 3), Samples.Span(1, startMs: 50)));

    [Fact]
    public void Order_OfASpanThatIsItsOwnParent_HasItOnce() => Assert.Equal("1", Order(Samples.Span(1, parent: 1)));

    // The clock of the other machine is behind: the parent stays first.
    [Fact]
    public void Order_OfAChildThatStartsBeforeItsParent_HasTheParentFirst() => Assert.Equal("1 .2", Order(Samples.Span(1, startMs: 5), Samples.Span(2, parent: 1)));

    [Fact]
    public void Order_OfAVeryDeepTrace_HasAllOfIt()
    {
        var order = Order([.. Enumerable.Range(1, 10_000).Select(number => Samples.Span(number, parent: number - 1, startMs: number))]);

        Assert.EndsWith($"{new string('.', 9_999)}10000", order, StringComparison.Ordinal);
    }

    private static string Order(params Span[] spans)
    {
        var store = new TelemetryStore(new TelemetryLimits());
        store.AddSpans(spans);
        var trace = Assert.Single(store.Traces.Find(Samples.Trace(1), 2));
        return string.Join(' ', TraceTree.Order(trace.Spans).Select(placed => new string('.', placed.Depth) + placed.Entry.Span.Name["span ".Length..]));
    }
}
