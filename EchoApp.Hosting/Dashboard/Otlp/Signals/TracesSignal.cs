using EchoApp.Hosting.Dashboard.Otlp.Decoding;
using EchoApp.Hosting.Dashboard.Otlp.Protos;
using EchoApp.Hosting.Dashboard.Telemetry;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace EchoApp.Hosting.Dashboard.Otlp.Signals;

internal sealed class TracesSignal(SpanDecoder decoder, TelemetryStore store) : OtlpSignal(store, store.Traces.Counters)
{
    public override string HttpPath => "/v1/traces";

    public override string GrpcService => "opentelemetry.proto.collector.trace.v1.TraceService";

    public override MessageDescriptor Request => ExportTraceServiceRequest.Descriptor;

    public override IngestOutcome Ingest(ReadOnlySpan<byte> request) => Keep(decoder.Decode(request), Store.AddSpans);

    public override IMessage Response(IngestOutcome outcome) => new ExportTraceServiceResponse
    {
        PartialSuccess = IsWhole(outcome) ? null : new() { RejectedSpans = outcome.Rejected, ErrorMessage = outcome.Reason },
    };
}
