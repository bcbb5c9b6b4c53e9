using System.Net;
using EchoApp.Hosting.Dashboard.Telemetry.Model;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Telemetry.Api;

public sealed class TracesApiTests
{
    [Fact]
    public async Task Traces_AreTheNewestFirstByStart()
    {
        await using var site = await TelemetrySite.StartAsync();
        site.Store.AddSpans([Samples.Span(1, trace: 1, startMs: 100), Samples.Span(2, trace: 2, startMs: 300), Samples.Span(3, trace: 3, startMs: 200)]);

        var page = await site.GetAsync("/traces");

        Assert.Equal(["span 2", "span 3", "span 1"], page.GetProperty("items").EnumerateArray().Select(trace => trace.GetProperty("name").GetString()));
        Assert.Equal(
            $$"""{"seq":2,"traceId":"{{Samples.Trace(2)}}","name":"span 2","path":null,"start":"2030-01-02T03:04:05.3Z","durationMs":10,"spans":1,"errors":0,"resources":[{"name":"web","instanceId":"one","displayName":"web","spans":1,"errors":0}],"hasRoot":true}""",
            page.GetProperty("items")[0].GetRawText());
        Assert.Equal((3, 3), (page.GetProperty("cursor").GetInt32(), page.GetProperty("count").GetInt32()));
    }

    [Theory]
    [InlineData("GET", "/orders/1")]
    [InlineData("GET /orders/{id}", null)]
    public async Task Traces_WhoseNameHasNoPath_TellIt(string name, string? expected)
    {
        await using var site = await TelemetrySite.StartAsync();
        site.Store.AddSpans([Samples.Span(1) with { Name = name, Attributes = [new("url.path", "/orders/1")] }]);

        var trace = (await site.GetAsync("/traces")).GetProperty("items")[0];

        Assert.Equal(expected, trace.GetProperty("path").GetString());
    }

    [Fact]
    public async Task Traces_PageByPage_GoByTheirNewestSpans()
    {
        await using var site = await TelemetrySite.StartAsync();
        site.Store.AddSpans([.. Enumerable.Range(1, 5).Select(number => Samples.Span(number, trace: number))]);
        site.Store.AddSpans([Samples.Span(6, trace: 1)]);

        var newest = await site.GetAsync("/traces?limit=2");
        var older = await site.GetAsync("/traces?limit=2&before=5");

        Assert.Equal([5L, 6L], newest.GetProperty("items").EnumerateArray().Select(trace => trace.GetProperty("seq").GetInt64()).Order());
        Assert.Equal([3L, 4L], older.GetProperty("items").EnumerateArray().Select(trace => trace.GetProperty("seq").GetInt64()).Order());
        Assert.True(older.GetProperty("hasMore").GetBoolean());
    }

    [Fact]
    public async Task Trace_HasItsSpansInTheOrderOfTheTree()
    {
        await using var site = await TelemetrySite.StartAsync();
        site.Store.AddSpans([Samples.Span(3, parent: 2, resource: "store", startMs: 7, durationMs: 20, status: SpanStatus.Error), Samples.Span(2, parent: 1, startMs: 5), Samples.Span(1)]);
        site.Store.AddLogs([Samples.Log(traceId: Samples.Trace(1)), Samples.Log(traceId: Samples.TraceId)]);
        site.Store.AddSpans([Samples.Span(4, parent: 1, startMs: 1) with
        {
            Events = [new SpanEvent("exception", Samples.Time.AddMilliseconds(3), Samples.Attributes("a=1"))],
            Links = [new SpanLink(Samples.Trace(9), Samples.SpanId(9), [])],
        }]);

        var trace = await site.GetAsync($"/traces/{Samples.Trace(1)}");

        Assert.Equal(["1 0 0", "4 1 1", "2 1 5", "3 2 7"], trace.GetProperty("spans").EnumerateArray().Select(span =>
            $"{span.GetProperty("name").GetString()![5..]} {span.GetProperty("depth").GetInt32()} {span.GetProperty("offsetMs").GetDouble()}"));
        Assert.Equal((1, 27.0, 1), (trace.GetProperty("logs").GetInt32(), trace.GetProperty("durationMs").GetDouble(), trace.GetProperty("errors").GetInt32()));
        Assert.Equal(
            $$"""{"seq":4,"traceId":"{{Samples.Trace(1)}}","spanId":"0000000000000004","parentSpanId":"0000000000000001","name":"span 4","kind":"Server","resource":{"name":"web","instanceId":"one","displayName":"web"},"scope":"EchoApp.Web.Pages","start":"2030-01-02T03:04:05.001Z","offsetMs":1,"durationMs":10,"depth":1,"status":"Unset","statusMessage":null,"attributes":[],"events":[{"name":"exception","time":"2030-01-02T03:04:05.003Z","offsetMs":3,"attributes":[{"key":"a","value":"1"}]}],"links":[{"traceId":"{{Samples.Trace(9)}}","spanId":"0000000000000009","attributes":[]}]}""",
            trace.GetProperty("spans")[1].GetRawText());
    }

    [Fact]
    public async Task Trace_ByTheBeginningOfItsId_IsFoundIfThatIsEnough()
    {
        await using var site = await TelemetrySite.StartAsync();
        site.Store.AddSpans([Samples.Span(1) with { TraceId = "ab01" }, Samples.Span(2) with { TraceId = "ab02" }]);

        Assert.Equal("ab02", (await site.GetAsync("/traces/AB02")).GetProperty("traceId").GetString());
        Assert.Equal("More than one trace has an id that begins with 'ab'. Give more digits of it.", await site.ProblemAsync("/traces/ab", HttpStatusCode.BadRequest));
        Assert.Equal(
            "There is no trace whose id begins with 'cd': it has not come yet, or is no longer kept.", await site.ProblemAsync("/traces/cd", HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Spans_OfAFilter_AreThoseThatMatch()
    {
        await using var site = await TelemetrySite.StartAsync();
        site.Store.AddSpans([Samples.Span(1), Samples.Span(2, status: SpanStatus.Error), Samples.Span(3, trace: 2, status: SpanStatus.Error)]);

        var page = await site.GetAsync("/spans?q=status:error&limit=1");

        Assert.Equal("span 3", Assert.Single(page.GetProperty("items").EnumerateArray()).GetProperty("name").GetString());
        Assert.True(page.GetProperty("hasMore").GetBoolean());
        Assert.Equal(3, page.GetProperty("count").GetInt32());
    }
}
