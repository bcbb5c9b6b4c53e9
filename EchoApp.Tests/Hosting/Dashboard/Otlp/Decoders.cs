using EchoApp.Hosting.Dashboard.Otlp;
using EchoApp.Hosting.Dashboard.Otlp.Decoding;
using EchoApp.Hosting.Dashboard.Otlp.Decoding.Metrics;
using EchoApp.Hosting.Dashboard.Telemetry;
using EchoApp.Hosting.Dashboard.Telemetry.Model;
using Google.Protobuf;

namespace EchoApp.Tests.Hosting.Dashboard.Otlp;

/// <summary>The decoders of the receiver, with limits and a clock of the test.</summary>
internal sealed class Decoders
{
    private readonly LogDecoder _logs;
    private readonly SpanDecoder _spans;
    private readonly MetricDecoder _metrics;

    public Decoders(TelemetryLimits? telemetry = null, OtlpLimits? limits = null, TimeProvider? time = null)
    {
        telemetry ??= new TelemetryLimits();
        limits ??= new OtlpLimits();
        time ??= TimeProvider.System;
        var texts = new Texts(telemetry);
        var attributes = new AttributeDecoder(telemetry, texts);
        var sources = new SourceDecoder(attributes, texts);
        var shared = new SharedSeries();
        _logs = new LogDecoder(sources, attributes, texts, limits, time);
        _spans = new SpanDecoder(sources, attributes, new SpanPartsDecoder(attributes, texts, telemetry), texts, limits, time);
        _metrics = new MetricDecoder(sources, new PointDecoder(attributes, shared, time), shared, texts, limits);
    }

    public Decoded<LogRecord> Logs(IMessage request) => _logs.Decode(request.ToByteArray());

    public Decoded<LogRecord> Logs(byte[] request) => _logs.Decode(request);

    public Decoded<Span> Spans(IMessage request) => _spans.Decode(request.ToByteArray());

    public Decoded<Span> Spans(byte[] request) => _spans.Decode(request);

    public Decoded<MetricPoint> Metrics(IMessage request) => _metrics.Decode(request.ToByteArray());

    public Decoded<MetricPoint> Metrics(byte[] request) => _metrics.Decode(request);
}
