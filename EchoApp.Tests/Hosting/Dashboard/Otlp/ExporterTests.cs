using System.Diagnostics;
using System.Diagnostics.Metrics;
using EchoApp.Hosting.Dashboard.Otlp;
using EchoApp.Hosting.Dashboard.Telemetry.Model;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Xunit;
using HistogramBuckets = EchoApp.Hosting.Dashboard.Telemetry.Model.HistogramBuckets;
using SpanKind = EchoApp.Hosting.Dashboard.Telemetry.Model.SpanKind;

namespace EchoApp.Tests.Hosting.Dashboard.Otlp;

/// <summary>What OpenTelemetry's own SDK and exporter send.</summary>
public sealed partial class ExporterTests
{
    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public async Task Logs_arrive(OtlpExportProtocol protocol)
    {
        await using var host = await OtlpHost.StartAsync();
        using (var factory = LoggerFactory.Create(logging => logging.AddOpenTelemetry(options =>
        {
            options.IncludeFormattedMessage = true;
            options.SetResourceBuilder(Web()).AddOtlpExporter(exporter => Point(exporter, host, protocol, "/v1/logs"));
        })))
        {
            Log.Odd(factory.CreateLogger("Test.Category"), "you", new InvalidOperationException("broken"));
        }

        var exchange = await TakenAsync(host, protocol, "/v1/logs", GrpcClient.Logs);
        var record = Assert.Single(new Decoders().Logs(Message(exchange, protocol)).Items);
        Assert.Equal(("web", "one", "Test.Category"), (record.Resource.Name, record.Resource.InstanceId, record.Scope.Name));
        Assert.Equal(("Hello you", 13, "Odd"), (record.Message, record.Severity, record.EventName));
        Assert.Contains(new TelemetryAttribute("name", "you"), record.Attributes);
        Assert.Contains(new TelemetryAttribute("exception.message", "broken"), record.Attributes);
    }

    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public async Task Spans_arrive(OtlpExportProtocol protocol)
    {
        await using var host = await OtlpHost.StartAsync();
        using var source = new ActivitySource($"Test.Spans.{protocol}");
        using (Sdk.CreateTracerProviderBuilder()
            .AddSource(source.Name)
            .SetResourceBuilder(Web())
            .AddOtlpExporter(exporter => Point(exporter, host, protocol, "/v1/traces"))
            .Build())
        {
            Activity.Current = null;
            using var parent = source.StartActivity("parent", ActivityKind.Server);
            using var child = source.StartActivity("child", ActivityKind.Client)!;
            child.SetTag("http.response.status_code", 503).SetStatus(ActivityStatusCode.Error, "refused").AddEvent(new ActivityEvent("retry"));
        }

        var exchange = await TakenAsync(host, protocol, "/v1/traces", GrpcClient.Traces);
        var spans = new Decoders().Spans(Message(exchange, protocol)).Items;
        var (first, root) = (spans.Single(span => span.Name == "child"), spans.Single(span => span.Name == "parent"));
        Assert.Equal((SpanKind.Server, (string?)null, source.Name), (root.Kind, root.ParentSpanId, root.Scope.Name));
        Assert.Equal((SpanKind.Client, root.SpanId, root.TraceId), (first.Kind, first.ParentSpanId, first.TraceId));
        Assert.Equal((SpanStatus.Error, "refused"), (first.Status, first.StatusMessage));
        Assert.Equal("retry", Assert.Single(first.Events).Name);
        Assert.Contains(new TelemetryAttribute("http.response.status_code", "503"), first.Attributes);
        Assert.Same(first.Resource, root.Resource);
    }

    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public async Task Metrics_arrive(OtlpExportProtocol protocol)
    {
        await using var host = await OtlpHost.StartAsync();
        using var meter = new Meter($"Test.Metrics.{protocol}", "2.0");
        using (var provider = Sdk.CreateMeterProviderBuilder()
            .AddMeter(meter.Name)
            .SetResourceBuilder(Web())
            .AddView("sizes", new Base2ExponentialBucketHistogramConfiguration())
            .AddOtlpExporter(exporter => Point(exporter, host, protocol, "/v1/metrics"))
            .Build())
        {
            meter.CreateCounter<long>("requests", "{request}", "Requests so far").Add(5, KeyValuePair.Create("route", (object?)"/"));
            meter.CreateUpDownCounter<int>("open").Add(-2);
            meter.CreateObservableGauge("temperature", () => 21.5);
            meter.CreateHistogram<double>("times", "s").Record(0.3);
            meter.CreateHistogram<double>("sizes").Record(1000);
            Assert.True(provider.ForceFlush());
        }

        var exchange = await TakenAsync(host, protocol, "/v1/metrics", GrpcClient.Metrics);
        var points = new Decoders().Metrics(Message(exchange, protocol)).Items.ToDictionary(point => point.Instrument.Name);
        Assert.Equal(
            [("open", InstrumentKind.UpDownCounter, -2), ("requests", InstrumentKind.Counter, 5), ("sizes", InstrumentKind.Histogram, 1000), ("temperature", InstrumentKind.Gauge, 21.5), ("times", InstrumentKind.Histogram, 0.3)],
            points.Values.Select(point => (point.Instrument.Name, point.Instrument.Kind, point.Value)).Order());
        Assert.Equal([new TelemetryAttribute("route", "/")], points["requests"].Dimension);
        Assert.Equal(("{request}", "Requests so far", "2.0"), (points["requests"].Instrument.Unit, points["requests"].Instrument.Description, points["requests"].Instrument.Meter.Version));
        Assert.True(points["requests"].IsCumulative);
        AssertInBucket(points["times"].Histogram!, 0.3);
        AssertInBucket(points["sizes"].Histogram!, 1000);
    }

    private static void AssertInBucket(HistogramBuckets histogram, double value)
    {
        var index = histogram.Counts.ToList().IndexOf(1);
        Assert.Equal(1UL, histogram.Count);
        Assert.True(index < histogram.Bounds.Count && histogram.Bounds[index] >= value);
        Assert.True(index > 0 && histogram.Bounds[index - 1] < value);
    }

    private static ResourceBuilder Web() => ResourceBuilder.CreateEmpty().AddService("web", serviceInstanceId: "one");

    private static void Point(OtlpExporterOptions exporter, OtlpHost host, OtlpExportProtocol protocol, string path)
    {
        exporter.Protocol = protocol;
        exporter.Endpoint = protocol == OtlpExportProtocol.Grpc ? host.Grpc : new Uri(host.Http, path);
        exporter.Headers = $"{OtlpApiKey.Header}={Uri.EscapeDataString(OtlpHost.Key)}";
    }

    private static async Task<OtlpExchange> TakenAsync(OtlpHost host, OtlpExportProtocol protocol, string path, string method)
    {
        var exchange = await host.ExchangeAsync(protocol == OtlpExportProtocol.Grpc ? method : path);
        Assert.Equal((200, protocol == OtlpExportProtocol.Grpc ? "0" : ""), (exchange.Status, exchange.GrpcStatus));
        return exchange;
    }

    private static byte[] Message(OtlpExchange exchange, OtlpExportProtocol protocol) => protocol == OtlpExportProtocol.Grpc ? exchange.Body[5..] : exchange.Body;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, EventName = "Odd", Message = "Hello {name}")]
        public static partial void Odd(ILogger logger, string name, Exception exception);
    }
}
