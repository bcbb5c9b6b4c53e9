using EchoApp.Hosting.Dashboard.Telemetry;
using EchoApp.Hosting.Dashboard.Telemetry.Api;
using EchoApp.Hosting.Dashboard.Telemetry.Logs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Telemetry.Api;

public sealed class FollowTests
{
    [Fact]
    public async Task Logs_Followed_AreTheKeptOnesAndThoseToCome()
    {
        await using var site = await TelemetrySite.StartAsync();
        site.Store.AddLogs(Samples.Logs(3));
        using var lines = await site.FollowAsync("/logs?follow=true&limit=2&q=-4");

        Assert.Equal("web 2", await lines.NextAsync("message"));
        Assert.Equal("web 3", await lines.NextAsync("message"));

        site.Store.AddLogs([Samples.Log("web 4")]);
        site.Store.AddLogs([Samples.Log("web 5")]);
        Assert.Equal("web 5", await lines.NextAsync("message"));
    }

    [Fact]
    public async Task Logs_FollowedWithoutALimit_AreAll()
    {
        await using var site = await TelemetrySite.StartAsync();
        site.Store.AddLogs(Samples.Logs(2_500));
        using var lines = await site.FollowAsync("/logs?follow=true&limit=0");

        for (var seq = 1; seq <= 2_500; seq++)
        {
            Assert.Equal(seq, (await lines.NextAsync())?.GetProperty("seq").GetInt64());
        }
    }

    [Fact]
    public async Task Logs_FollowedFromANumber_GoOnAfterIt()
    {
        await using var site = await TelemetrySite.StartAsync("--Dashboard:TelemetryLimits:MaxLogCount=300");
        site.Store.AddLogs(Samples.Logs(500));
        using var from = await site.FollowAsync("/logs?follow=true&after=498");
        using var gone = await site.FollowAsync("/logs?follow=true&after=10");

        Assert.Equal(499, (await from.NextAsync())?.GetProperty("seq").GetInt64());
        // What is no longer kept is a gap.
        Assert.Equal(201, (await gone.NextAsync())?.GetProperty("seq").GetInt64());
    }

    [Fact]
    public async Task Signals_Followed_ComeAsTheyAre()
    {
        await using var site = await TelemetrySite.StartAsync();
        using var traces = await site.FollowAsync("/traces?follow=true");
        using var spans = await site.FollowAsync("/spans?follow=true&q=status:error");
        using var points = await site.FollowAsync("/metrics?follow=true");

        site.Store.AddSpans([Samples.Span(1)]);
        Assert.Equal(1, (await traces.NextAsync())?.GetProperty("spans").GetInt32());
        site.Store.AddSpans([Samples.Span(2, parent: 1, status: EchoApp.Hosting.Dashboard.Telemetry.Model.SpanStatus.Error)]);
        Assert.Equal(2, (await traces.NextAsync())?.GetProperty("spans").GetInt32());
        Assert.Equal("span 2", await spans.NextAsync("name"));
        site.Store.AddMetrics([Samples.Point(1, 5, dimension: ["a=1"]), Samples.Histogram(1, 7, [1], [1, 2])]);
        Assert.Equal(
            """{"seq":1,"time":"2030-01-02T03:04:06Z","resource":"web","instanceId":"one","meter":"EchoApp","instrument":"requests","kind":"Counter","attributes":[{"key":"a","value":"1"}],"value":5}""",
            (await points.NextAsync())?.GetRawText());
        Assert.EndsWith("\"kind\":\"Histogram\",\"attributes\":[],\"count\":3,\"sum\":7}", (await points.NextAsync())?.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Following_ByWhoReadsSlowly_IsNotGivenUp()
    {
        var rate = new ResponseRate();
        Assert.NotNull(rate.MinDataRate);
        await using var services = new ServiceCollection()
            .AddSingleton<IHostApplicationLifetime>(new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance)).BuildServiceProvider();
        var context = new DefaultHttpContext { RequestServices = services, RequestAborted = new CancellationToken(canceled: true) };
        context.Features.Set<IHttpMinResponseDataRateFeature>(rate);
        var store = new TelemetryStore(new TelemetryLimits());

        await new Following<LogEntry>(store.Logs.Ring, store.Logs.Newest, _ => true).WriteAsync(
            context, RecordQuery.Read(context.Request.Query), entry => Views.Of(entry, store.Senders), TelemetryJson.Default.LogView);

        Assert.Null(rate.MinDataRate);
    }

    [Fact]
    public async Task Following_WhenTheApplicationStops_Ends()
    {
        await using var site = await TelemetrySite.StartAsync();
        using var lines = await site.FollowAsync("/logs?follow=true");

        await site.StopAsync();

        Assert.Null(await lines.NextAsync());
    }
}
