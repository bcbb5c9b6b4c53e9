using System.Net;
using System.Text;
using System.Text.Json;
using EchoApp.Hosting.Dashboard.Otlp.Http;
using EchoApp.Hosting.Dashboard.Otlp.Protos;
using EchoApp.Hosting.Dashboard.Telemetry.Model;
using Google.Protobuf.Reflection;
using Xunit;
using SpanKind = EchoApp.Hosting.Dashboard.Telemetry.Model.SpanKind;

namespace EchoApp.Tests.Hosting.Dashboard.Otlp;

public sealed class JsonTests
{
    private const string Traces = """
        {
          "resourceSpans": [{
            "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "shop"}}]},
            "scopeSpans": [{
              "scope": {"name": "lib", "version": "1"},
              "somethingNew": {"id": "zz", "deep": [1, {"a": null}]},
              "spans": [{
                "traceId": "5B8EFFF798038103D269B633813FC60C",
                "spanId": "eee19b7ec3c1b174",
                "parentSpanId": "EEE19B7EC3C1B173",
                "name": "I'm a server span ✓",
                "startTimeUnixNano": "1544712660000000100",
                "endTimeUnixNano": 1544712661000000300,
                "kind": 2,
                "status": {"code": 2, "message": "no"},
                "attributes": [
                  {"key": "traceId", "value": {"stringValue": "not hexadecimal"}},
                  {"key": "big", "value": {"intValue": 9007199254740993}},
                  {"key": "text", "value": {"intValue": "-9007199254740993"}},
                  {"key": "real", "value": {"doubleValue": 1.5}},
                  {"key": "raw", "value": {"bytesValue": "+/8="}},
                  {"key": "flags", "value": {"arrayValue": {"values": [{"boolValue": true}, {"boolValue": false}]}}}
                ],
                "links": [{"traceId": "5b8efff798038103d269b633813fc60c", "spanId": "eee19b7ec3c1b175"}]
              }]
            }]
          }]
        }
        """;

    [Fact]
    public void ToProtobuf_TheMappingOfOtlp_GivesTheSameAsProtobuf()
    {
        var span = Assert.Single(new Decoders().Spans(Converted(Traces, ExportTraceServiceRequest.Descriptor)).Items);

        Assert.Equal(("shop", "lib", "I'm a server span ✓", SpanKind.Server), (span.Resource.Name, span.Scope.Name, span.Name, span.Kind));
        Assert.Equal(("5b8efff798038103d269b633813fc60c", "eee19b7ec3c1b174", "eee19b7ec3c1b173"), (span.TraceId, span.SpanId, span.ParentSpanId));
        Assert.Equal((DateTime.UnixEpoch.AddTicks(15447126600000001), TimeSpan.FromTicks(10000002)), (span.Start, span.Duration));
        Assert.Equal((SpanStatus.Error, "no"), (span.Status, span.StatusMessage));
        Assert.Equal(
            ["not hexadecimal", "9007199254740993", "-9007199254740993", "1.5", "+/8=", "[true,false]"],
            span.Attributes.Select(attribute => attribute.Value));
        Assert.Equal("eee19b7ec3c1b175", Assert.Single(span.Links).SpanId);
    }

    [Fact]
    public void ToProtobuf_HistogramAndExemplar_AreRead()
    {
        const string Metrics = """
            {"resourceMetrics": [{"scopeMetrics": [{"metrics": [{"name": "times", "unit": "s", "histogram": {"aggregationTemporality": 1, "dataPoints": [{
              "count": "3", "sum": 4, "bucketCounts": ["1", 2], "explicitBounds": [0.5], "timeUnixNano": "1544712660000000000",
              "exemplars": [{"asDouble": 2, "traceId": "5B8EFFF798038103D269B633813FC60C", "spanId": "EEE19B7EC3C1B174"}]}]}}]}]}]}
            """;

        var point = Assert.Single(new Decoders().Metrics(Converted(Metrics, ExportMetricsServiceRequest.Descriptor)).Items);

        Assert.Equal((4, false), (point.Value, point.IsCumulative));
        Assert.Equal([1UL, 2UL], point.Histogram!.Counts);
        Assert.Equal("5b8efff798038103d269b633813fc60c", Assert.Single(point.Exemplars).TraceId);
    }

    [Theory]
    [InlineData("", "not valid JSON")]
    [InlineData("{\"resourceSpans\": [", "not valid JSON")]
    [InlineData("{} {}", "not valid JSON")]
    [InlineData("[]", "no ExportTraceServiceRequest as OTLP writes it")]
    [InlineData("null", "no ExportTraceServiceRequest as OTLP writes it")]
    [InlineData("{\"resourceSpans\": [{\"scopeSpans\": [{\"spans\": [{\"attributes\": [{\"value\": {\"doubleValue\": 1e999}}]}]}]}]}", "no ExportTraceServiceRequest as OTLP writes it")]
    [InlineData("{\"resourceSpans\": 3}", "no ExportTraceServiceRequest as OTLP writes it")]
    [InlineData("{\"resourceSpans\": [{\"scopeSpans\": [{\"spans\": [{\"startTimeUnixNano\": \"yesterday\"}]}]}]}", "yesterday")]
    [InlineData("{\"resourceSpans\": [{\"scopeSpans\": [{\"spans\": [{\"traceId\": \"W47/94gDgQPSabYzgT/GDA==\"}]}]}]}", "'W47/94gDgQPSabYzgT/GDA==' is not hexadecimal")]
    public async Task What_is_no_json_of_otlp_is_a_bad_request_that_says_why(string json, string reason)
    {
        await using var host = await OtlpHost.StartAsync();
        using var sender = new HttpSender(host.Http);

        using var response = await sender.PostJsonAsync("/v1/traces", json);

        var status = await HttpTests.StatusAsync(response);
        Assert.Equal((HttpStatusCode.BadRequest, 3, HttpSender.Json), (response.StatusCode, status.Code, response.Content.Headers.ContentType?.MediaType));
        Assert.Contains(reason, status.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(100_000)]
    public async Task Deep_nesting_is_a_bad_request(int depth)
    {
        await using var host = await OtlpHost.StartAsync();
        using var sender = new HttpSender(host.Http);
        var open = string.Concat(Enumerable.Repeat("{\"arrayValue\":{\"values\":[", depth));
        var close = string.Concat(Enumerable.Repeat("]}}", depth));

        using var response = await sender.PostJsonAsync("/v1/logs", $$"""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{{open}}{{close}}}]}]}]}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_great_many_objects_are_too_large()
    {
        await using var host = await OtlpHost.StartAsync();
        using var sender = new HttpSender(host.Http);

        using var response = await sender.PostJsonAsync("/v1/logs", $$"""{"resourceLogs":[{{string.Join(',', Enumerable.Repeat("{}", 500_000))}}]}""");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task The_answer_is_json_too()
    {
        await using var host = await OtlpHost.StartAsync();
        using var sender = new HttpSender(host.Http);

        using var whole = await sender.PostAsync("/v1/traces", Encoding.UTF8.GetBytes(Traces), "application/json; charset=utf-8");
        using var part = await sender.PostAsync("/v1/traces", Compressed.Gzip("""{"resourceSpans":[{"scopeSpans":[{"spans":[{"spanId":""}]}]}]}"""u8.ToArray()), HttpSender.Json, "gzip");

        Assert.Equal((HttpStatusCode.OK, "{ }"), (whole.StatusCode, await TextAsync(whole)));
        using var answer = JsonDocument.Parse(await TextAsync(part));
        var partial = answer.RootElement.GetProperty("partialSuccess");
        Assert.Equal("1", partial.GetProperty("rejectedSpans").GetString());
        Assert.Contains("no valid trace id", partial.GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
    }

    private static byte[] Converted(string json, MessageDescriptor request) => OtlpJson.ToProtobuf(Encoding.UTF8.GetBytes(json), request);

    private static Task<string> TextAsync(HttpResponseMessage response) => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
