using EchoApp.Hosting.Dashboard.Otlp.Protos;
using Google.Protobuf;

namespace EchoApp.Tests.Hosting.Dashboard.Otlp;

/// <summary>Requests with one item, of the resource web-one.</summary>
internal static class Requests
{
    public const ulong Time = 1_700_000_000_123_456_700;

    public static DateTime TimeUtc { get; } = DateTime.UnixEpoch.AddTicks((long)(Time / 100));

    public static ByteString TraceId { get; } = ByteString.CopyFrom(Convert.FromHexString("0AF7651916CD43DD8448EB211C80319C"));

    public static ByteString SpanId { get; } = ByteString.CopyFrom(Convert.FromHexString("B7AD6B7169203331"));

    public static KeyValue Text(string key, string value) => new() { Key = key, Value = new AnyValue { StringValue = value } };

    public static ExportLogsServiceRequest Logs(params LogRecord[] records) =>
        new() { ResourceLogs = { new ResourceLogs { Resource = Web(), ScopeLogs = { new ScopeLogs { Scope = Scope(), LogRecords = { records } } } } } };

    public static ExportTraceServiceRequest Traces(params Span[] spans) =>
        new() { ResourceSpans = { new ResourceSpans { Resource = Web(), ScopeSpans = { new ScopeSpans { Scope = Scope(), Spans = { spans } } } } } };

    public static ExportMetricsServiceRequest Metrics(params Metric[] metrics) =>
        new() { ResourceMetrics = { new ResourceMetrics { Resource = Web(), ScopeMetrics = { new ScopeMetrics { Scope = Scope(), Metrics = { metrics } } } } } };

    public static LogRecord Log(string body) =>
        new() { TimeUnixNano = Time, SeverityNumber = SeverityNumber.Info, Body = new AnyValue { StringValue = body } };

    public static Span Span(string name) =>
        new() { TraceId = TraceId, SpanId = SpanId, Name = name, StartTimeUnixNano = Time, EndTimeUnixNano = Time + 2_000_000 };

    private static Resource Web() =>
        new() { Attributes = { Text("service.name", "web"), Text("service.instance.id", "one"), Text("host.name", "desk") } };

    private static InstrumentationScope Scope() => new() { Name = "Test.Scope", Version = "1.2" };
}
