using System.Net;
using System.Text.Json;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Telemetry.Api;

public sealed class LogsApiTests
{
    [Fact]
    public async Task Logs_AreWhatTheContractSays()
    {
        await using var site = await TelemetrySite.StartAsync();
        site.Store.AddLogs([Samples.Log("<b>hello</b>", "web", 17, Samples.TraceId, "{OriginalFormat}={Text}", "Text=x", "exception.type=E", "exception.message=m", "exception.stacktrace=at") with { EventName = "Said", SpanId = Samples.SpanId(1) }]);

        var text = await site.GetTextAsync("/logs/1");

        Assert.Equal(
            """
            {"seq":1,"time":"2030-01-02T03:04:05Z","level":"Error","severity":17,"resource":{"name":"web","instanceId":"one","displayName":"web"},"category":"EchoApp.Web.Pages","message":"\u003Cb\u003Ehello\u003C/b\u003E","eventName":"Said","traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"0000000000000001","attributes":[{"key":"Text","value":"x"},{"key":"{OriginalFormat}","value":"{Text}"}],"exception":{"type":"E","message":"m","stackTrace":"at"}}
            """,
            text);
    }

    [Fact]
    public async Task Logs_WithoutASeverity_AreInformation()
    {
        await using var site = await TelemetrySite.StartAsync();
        site.Store.AddLogs([Samples.Log(severity: 0)]);

        var log = await site.GetAsync("/logs/1");

        Assert.Equal("Information", log.GetProperty("level").GetString());
        Assert.Equal(JsonValueKind.Null, log.GetProperty("exception").ValueKind);
    }

    [Fact]
    public async Task Logs_PageByPage_AreAllOfThem()
    {
        await using var site = await TelemetrySite.StartAsync();
        site.Store.AddLogs(Samples.Logs(10));

        var newest = await site.GetAsync("/logs?limit=4");
        var older = await site.GetAsync("/logs?limit=4&before=7");
        var oldest = await site.GetAsync("/logs?limit=4&before=3");
        var after = await site.GetAsync("/logs?limit=4&after=5");
        var none = await site.GetAsync("/logs?limit=4&after=10");

        Assert.Equal(("7 8 9 10", 10, true), Page(newest));
        Assert.Equal(("3 4 5 6", 6, true), Page(older));
        Assert.Equal(("1 2", 2, false), Page(oldest));
        Assert.Equal(("6 7 8 9", 9, true), Page(after));
        Assert.Equal(("", 10, false), Page(none));
        Assert.Equal(10, newest.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Logs_OfAFilter_AreThoseThatMatch()
    {
        await using var site = await TelemetrySite.StartAsync("--Dashboard:TelemetryLimits:MaxLogCount=3");
        site.Store.AddLogs([.. Samples.Logs(4), .. Samples.Logs(2, "store")]);

        var page = await site.GetAsync("/logs?q=resource%3Astore%20-%221%22");

        Assert.Equal(("6", 6, false), Page(page));
        Assert.Equal((5, 1), (page.GetProperty("count").GetInt32(), page.GetProperty("dropped").GetInt32()));
    }

    [Fact]
    public async Task Logs_OfTwoInstances_AreShownByTheirOwnNames()
    {
        await using var site = await TelemetrySite.StartAsync();
        site.Store.AddLogs([Samples.Log(), Samples.Log() with { Resource = Samples.Resource("web", "two") }, Samples.Log(resource: "store")]);

        var page = await site.GetAsync("/logs");

        Assert.Equal(
            ["web-one", "web-two", "store"], page.GetProperty("items").EnumerateArray().Select(log => log.GetProperty("resource").GetProperty("displayName").GetString()));
    }

    [Theory]
    [InlineData("?q=lvel%3Aerror", "Filter, character 1: There is no field 'lvel' here. Did you mean level:error?")]
    [InlineData("?limit=0", "The parameter limit must be a whole number from 1 to 1000, not '0'.")]
    [InlineData("?limit=1001", "The parameter limit must be a whole number from 1 to 1000, not '1001'.")]
    [InlineData("?after=-1", "The parameter after must be a whole number from 0 to 9223372036854775806, not '-1'.")]
    [InlineData("?before=soon", "The parameter before must be a whole number from 1 on, not 'soon'.")]
    [InlineData("?follow=yes", "The parameter follow must be true or false, not 'yes'.")]
    [InlineData("?follow=true&before=5", "The parameter before has no meaning with follow=true. Leave one of them out.")]
    [InlineData("/first", "A log record has a number, its seq, not 'first'.")]
    public async Task Logs_OfWhatCannotBeRead_SayWhatIsRight(string query, string detail)
    {
        await using var site = await TelemetrySite.StartAsync();

        Assert.Equal(detail, await site.ProblemAsync($"/logs{query}", HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Log_ThatIsNotThere_IsNotFound()
    {
        await using var site = await TelemetrySite.StartAsync("--Dashboard:TelemetryLimits:MaxLogCount=1");
        Assert.Equal("There is no log record 1; none has come yet.", await site.ProblemAsync("/logs/1", HttpStatusCode.NotFound));
        site.Store.AddLogs(Samples.Logs(2));

        Assert.Equal("Log record 1 is no longer kept.", await site.ProblemAsync("/logs/1", HttpStatusCode.NotFound));
        Assert.Equal("There is no log record 3; the newest is 2.", await site.ProblemAsync("/logs/3", HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Status_CountsEverything()
    {
        await using var site = await TelemetrySite.StartAsync();
        site.Store.AddLogs([Samples.Log(severity: 17)]);
        site.Store.AddSpans([Samples.Span(1), Samples.Span(2)]);
        site.Store.AddMetrics([Samples.Point(1, double.NaN), Samples.Point(1, 1)]);

        Assert.Equal(
            """
            {"logs":{"cursor":1,"count":1,"dropped":0,"rejected":0,"truncated":0,"refused":0},"traces":{"cursor":2,"count":1,"spans":2,"dropped":0,"rejected":0,"truncated":0,"refused":0},"metrics":{"cursor":1,"count":1,"instruments":1,"dropped":0,"rejected":1,"truncated":0,"refused":0},"resources":[{"name":"web","instanceId":"one","errors":1,"warnings":0,"attributes":[]}]}
            """,
            await site.GetTextAsync(""));
    }

    [Fact]
    public async Task Status_HasTheAttributesThatAResourceSentLast()
    {
        await using var site = await TelemetrySite.StartAsync();
        var first = Samples.Resource() with { Attributes = Samples.Attributes("process.pid=1", "host.name=desk") };
        var restarted = Samples.Resource() with { Attributes = Samples.Attributes("process.pid=2") };

        site.Store.AddLogs([Samples.Log() with { Resource = first }]);
        var before = await site.GetAsync("");
        site.Store.AddSpans([Samples.Span(1) with { Resource = restarted }]);
        var after = await site.GetAsync("");

        Assert.Equal("""[{"key":"process.pid","value":"1"},{"key":"host.name","value":"desk"}]""", Attributes(before));
        Assert.Equal("""[{"key":"process.pid","value":"2"}]""", Attributes(after));

        static string Attributes(JsonElement status) => status.GetProperty("resources").EnumerateArray().Single().GetProperty("attributes").GetRawText();
    }

    private static (string Seqs, long Cursor, bool HasMore) Page(JsonElement page) => (
        string.Join(' ', page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("seq").GetInt64())),
        page.GetProperty("cursor").GetInt64(),
        page.GetProperty("hasMore").GetBoolean());
}
