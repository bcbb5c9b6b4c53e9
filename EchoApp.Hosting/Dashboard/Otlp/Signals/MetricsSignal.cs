using EchoApp.Hosting.Dashboard.Otlp.Decoding.Metrics;
using EchoApp.Hosting.Dashboard.Otlp.Protos;
using EchoApp.Hosting.Dashboard.Telemetry;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace EchoApp.Hosting.Dashboard.Otlp.Signals;

internal sealed class MetricsSignal(MetricDecoder decoder, TelemetryStore store) : OtlpSignal(store, store.Metrics.Counters)
{
    public override string HttpPath => "/v1/metrics";

    public override string GrpcService => "opentelemetry.proto.collector.metrics.v1.MetricsService";

    public override MessageDescriptor Request => ExportMetricsServiceRequest.Descriptor;

    public override IngestOutcome Ingest(ReadOnlySpan<byte> request) => Keep(decoder.Decode(request), Store.AddMetrics);

    public override IMessage Response(IngestOutcome outcome) => new ExportMetricsServiceResponse
    {
        PartialSuccess = IsWhole(outcome) ? null : new() { RejectedDataPoints = outcome.Rejected, ErrorMessage = outcome.Reason },
    };
}
