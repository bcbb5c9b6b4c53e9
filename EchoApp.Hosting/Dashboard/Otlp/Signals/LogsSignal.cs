using EchoApp.Hosting.Dashboard.Otlp.Decoding;
using EchoApp.Hosting.Dashboard.Otlp.Protos;
using EchoApp.Hosting.Dashboard.Telemetry;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace EchoApp.Hosting.Dashboard.Otlp.Signals;

internal sealed class LogsSignal(LogDecoder decoder, TelemetryStore store) : OtlpSignal(store, store.Logs.Counters)
{
    public override string HttpPath => "/v1/logs";

    public override string GrpcService => "opentelemetry.proto.collector.logs.v1.LogsService";

    public override MessageDescriptor Request => ExportLogsServiceRequest.Descriptor;

    public override IngestOutcome Ingest(ReadOnlySpan<byte> request) => Keep(decoder.Decode(request), Store.AddLogs);

    public override IMessage Response(IngestOutcome outcome) => new ExportLogsServiceResponse
    {
        PartialSuccess = IsWhole(outcome) ? null : new() { RejectedLogRecords = outcome.Rejected, ErrorMessage = outcome.Reason },
    };
}
