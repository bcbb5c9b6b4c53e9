using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EchoApp.Tests.Http;
using EchoApp.Tests.ServiceDefaults;
using EchoApp.Tests.Web.Bins;
using Xunit;

namespace EchoApp.Tests.Web.Telemetry;

/// <summary>From what a bin keeps to its trace, and back.</summary>
public sealed class CapturedTraceTests
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string Field = $"traceparent: 00-{TraceId}-b7ad6b7169203331-01\r\n";
    private const string ZeroField = "traceparent: 00-00000000000000000000000000000000-b7ad6b7169203331-01\r\n";
    private const string BrokenField = $"traceparent: 00-{TraceId}-b7ad6b7169203331\r\n";

    [Theory]
    [InlineData(Field, TraceId)]
    [InlineData("", null)]
    [InlineData(ZeroField, null)]
    [InlineData(BrokenField, null)]
    [InlineData(Field + Field, null)]
    public async Task Request_WithoutACollector_IsOfTheTraceOfItsSender(string fields, string? expected)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();

        var answer = await SendAsync(web, fields);

        Assert.Equal(expected, (string?)(await web.OnlyRequestAsync())["traceId"]);
        Assert.Equal(expected, answer.Json.GetProperty("server").GetProperty("traceId").GetString());
    }

    [Theory]
    [InlineData(Field, true)]
    [InlineData("", false)]
    [InlineData(ZeroField, false)]
    [InlineData(BrokenField, false)]
    [InlineData(Field + Field, false)]
    public async Task Request_WithACollector_IsOfTheTraceOfTheSpanThatIsExported(string fields, bool isOfItsSender)
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var web = await StartAsync(collector);

        await SendAsync(web, fields);

        var request = await web.OnlyRequestAsync();
        var traceId = (string)request["traceId"]!;
        Assert.Matches("^[0-9a-f]{32}$", traceId);
        Assert.Equal(isOfItsSender, traceId == TraceId);
        Assert.Equal(0, await web.Process.StopAsync());
        Assert.Contains("echoapp.bin\u0012\b\n\u0006orders", SpanOf(collector, traceId), StringComparison.Ordinal);
        Assert.Contains($"echoapp.request.id\u0012&\n${request["id"]}", SpanOf(collector, traceId), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Span_OfWhatIsNotKept_HasNoRequest()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var web = await StartAsync(collector, ("Capture__Recent", "true"));

        await web.ExchangeAsync($"GET /b/none HTTP/1.1\r\nHost: a\r\n{Field}\r\n");
        await web.ExchangeAsync($"GET /echoed HTTP/1.1\r\nHost: a\r\n{Field}\r\n");
        await Eventually.TrueAsync(async () => (await web.RequestsAsync("recent")).Count == 1, "it is kept");

        Assert.Equal(TraceId, (string?)(await web.OnlyRequestAsync("recent"))["traceId"]);
        Assert.Equal(0, await web.Process.StopAsync());
        Assert.Contains("/b/none", collector.Posted("trace"), StringComparison.Ordinal);
        Assert.DoesNotContain("echoapp.", collector.Posted("trace"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("false", null)]
    [InlineData("true", TraceId)]
    public async Task TraceId_OfAFieldThatIsASecret_IsKeptWhereAllIsKept(string raw, string? expected)
    {
        await using var collector = await OtlpReceiver.StartAsync();
        foreach (var telemetry in (OtlpReceiver?[])[null, collector])
        {
            await using var web = await StartAsync(telemetry, ("Redaction__Headers", "trace*"), ("Bins__orders__Raw", raw));

            await SendAsync(web, Field);

            var request = await web.OnlyRequestAsync();
            Assert.Equal(expected, (string?)request["traceId"]);
            Assert.Equal(expected is not null, request.ToJsonString().Contains(TraceId, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task TraceUrl_WhereItWasTold_LeadsToTheTraceFromTheListAndFromTheRequest()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync(("Telemetry__TraceUrl", "https://dashboard.example/traces/detail/{traceId}"));
        await SendAsync(web, Field);
        await SendAsync(web, "");

        var requests = await web.RequestsAsync();

        Assert.Equal([(null, null), (TraceId, $"https://dashboard.example/traces/detail/{TraceId}")], requests.Select(Trace));
        Assert.Equal(Trace(requests[1]), Trace(await web.GetAsync($"bins/orders/requests/{requests[1]!["id"]}")));
    }

    [Fact]
    public async Task TraceUrl_WhereNobodyTold_IsNone()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await SendAsync(web, Field);

        Assert.Equal((TraceId, null), Trace(await web.OnlyRequestAsync()));
    }

    private static (string? Id, string? Url) Trace(JsonNode? request) => ((string?)request!.AsObject()["traceId"], (string?)request.AsObject()["traceUrl"]);

    private static Task<BinnedWeb> StartAsync(OtlpReceiver? collector, params (string Name, string Value)[] environment) => BinnedWeb.StartWithOrdersAsync(
        [.. collector is null ? Array.Empty<(string, string)>() : [("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Url), ("OTEL_EXPORTER_OTLP_PROTOCOL", OtlpReceiver.HttpProtobuf)], .. environment]);

    private static async Task<RawResponse> SendAsync(BinnedWeb web, string fields)
    {
        var answer = await web.ExchangeAsync($"GET /b/orders HTTP/1.1\r\nHost: a\r\n{fields}\r\n");
        Assert.Equal(200, answer.Status);
        return answer;
    }

    /// <summary>What was exported from the beginning of the one span of a trace on: trace_id is field 1 of a Span, 16 bytes (opentelemetry-proto).</summary>
    private static string SpanOf(OtlpReceiver collector, string traceId)
    {
        var posted = collector.Posted("trace");
        var trace = Regex.Escape(Encoding.Latin1.GetString(Convert.FromHexString(traceId)));
        return posted[Assert.Single(Regex.Matches(posted, $"\n\u0010{trace}\u0012\b", RegexOptions.Singleline)).Index..];
    }
}
