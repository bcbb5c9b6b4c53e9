using EchoApp.Hosting.Dashboard.Telemetry;
using EchoApp.Hosting.Dashboard.Telemetry.Filters;
using EchoApp.Hosting.Dashboard.Telemetry.Model;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Telemetry.Filters;

public sealed class SpanFilterTests
{
    [Theory]
    [InlineData("", "1 2 3", "1 2")]
    [InlineData("name:next", "1", "1")]
    [InlineData("name:insert", "2", "")] // The trace is called as its root.
    [InlineData("insert", "2", "1")] // One of its spans will do.
    [InlineData("-insert", "1 3", "2")]
    [InlineData("resource:store", "2", "1")]
    [InlineData("-resource:store", "1 3", "2")]
    [InlineData("status:error", "2", "1")]
    [InlineData("-status:error", "1 3", "2")]
    [InlineData("status:ok", "1", "")]
    [InlineData("status:Unset", "3", "2")]
    [InlineData("kind:server", "1", "1")]
    [InlineData("kind:client", "2", "1")]
    [InlineData("kind:internal", "3", "2")]
    [InlineData("duration:>=100ms", "1", "1 2")] // The second trace lasts from its first span to the end of its last.
    [InlineData("duration:>0.1s", "", "")]
    [InlineData("duration:<=1000us", "3", "")]
    [InlineData("duration:<1m", "1 2 3", "1 2")]
    [InlineData("duration:>50", "1", "1 2")]
    [InlineData("@db.system:postgres*", "2", "1")]
    [InlineData("@rows:>5", "2", "1")]
    [InlineData("event:exception", "2", "1")]
    [InlineData("deadlock", "2", "1")] // In an event.
    [InlineData("\"it broke\"", "2", "1")] // In the status.
    [InlineData("category:EchoApp*", "1 2 3", "1 2")]
    [InlineData("span:0000000000000002", "2", "1")]
    [InlineData("trace:00000000000000000000000000000002", "3", "2")]
    [InlineData("kind:client status:ok", "", "")]
    public void Compile_OfAFilter_MatchesWhatItSays(string filter, string spans, string traces)
    {
        var store = new TelemetryStore(new TelemetryLimits());
        store.AddSpans(
        [
            Samples.Span(1, durationMs: 100, status: SpanStatus.Ok) with { Name = "GET /next" },
            Samples.Span(2, parent: 1, resource: "store", startMs: 5, status: SpanStatus.Error) with
            {
                Name = "INSERT requests",
                Kind = SpanKind.Client,
                StatusMessage = "It broke",
                Attributes = Samples.Attributes("db.system=postgresql", "rows=7"),
                Events = [new SpanEvent("exception", Samples.Time, Samples.Attributes("exception.message=Deadlock found"))],
            },
            Samples.Span(3, trace: 2, durationMs: 1) with { Name = "sweep", Kind = SpanKind.Internal },
        ]);
        // Is not asked about itself: it makes the second trace last.
        store.AddSpans([Samples.Span(4, parent: 3, trace: 2, startMs: 90) with { Name = "rest", Kind = SpanKind.Internal }]);

        var (ofSpans, ofTraces) = (SpanFilter.Compile(filter), TraceFilter.Compile(filter));

        Assert.Equal(spans, string.Join(' ', Enumerable.Range(1, 3).Where(number => ofSpans(store.Traces.Spans.Find(number)!))));
        Assert.Equal(traces, string.Join(' ', Enumerable.Range(1, 2).Where(number => ofTraces(store.Traces.Find(Samples.Trace(number), 1)[0]))));
    }

    [Theory]
    [InlineData("level:error", 1, "There is no field 'level' here. Logs have it; here there are resource:, trace:, span:, category:, event:, name:, kind:, status:, duration:.")]
    [InlineData("statsu:error", 1, "There is no field 'statsu' here. Did you mean status:error?")]
    [InlineData("status:eror", 8, "status:eror is unknown. Did you mean status:error?")]
    [InlineData("status:2", 8, "status:2 is unknown. Known are unset, ok, error.")]
    [InlineData("kind:sever", 6, "kind:sever is unknown. Did you mean kind:server?")]
    [InlineData("duration:100ms", 10, "A duration is compared with >, >=, < or <=. Write for example duration:>=100ms")]
    [InlineData("duration:>fast", 11, "'fast' is not a duration. Write a number and its unit us, ms, s or m, for example duration:>100ms")]
    [InlineData("duration:>5h", 11, "'5h' is not a duration. Write a number and its unit us, ms, s or m, for example duration:>100ms")]
    public void Compile_OfWhatCannotBeRead_SaysWhereAndWhatIsRight(string filter, int position, string message)
    {
        var ofSpans = Assert.Throws<FilterException>(() => SpanFilter.Compile(filter));
        var ofTraces = Assert.Throws<FilterException>(() => TraceFilter.Compile(filter));

        Assert.Equal($"Filter, character {position}: {message}", ofSpans.Message);
        Assert.Equal(ofSpans.Message, ofTraces.Message);
    }
}
