using EchoApp.Hosting.Dashboard.Otlp.Wire;
using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Otlp.Decoding;

/// <summary>An ExportLogsServiceRequest. No record is rejected for what it holds: ids that are none are left out.</summary>
internal sealed class LogDecoder(SourceDecoder sources, AttributeDecoder attributes, Texts texts, OtlpLimits limits, TimeProvider time)
    : BatchDecoder<LogRecord>(sources, limits)
{
    private const int Attributes = 6;
    private const int Size = 160;

    protected override void DecodeItem(ReadOnlySpan<byte> item, TelemetryResource resource, TelemetryScope scope, List<LogRecord> items, Intake intake)
    {
        DateTime? written = null;
        DateTime? observed = null;
        var severity = 0;
        var severityText = "";
        var message = "";
        string? eventName = null;
        string? traceId = null;
        string? spanId = null;
        var reader = new WireReader(item);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    written = UnixTime.Of(reader.Number);
                    break;
                case 2:
                    severity = LogSeverity.Of(reader.Number);
                    break;
                case 3:
                    severityText = texts.Of(reader.Bytes, intake);
                    break;
                case 5:
                    message = attributes.Value(reader.Bytes, intake);
                    break;
                case 9:
                    traceId = HexId.OfTrace(reader.Bytes);
                    break;
                case 10:
                    spanId = HexId.OfSpan(reader.Bytes);
                    break;
                case 11:
                    observed = UnixTime.Of(reader.Number);
                    break;
                case 12:
                    eventName = texts.OrNull(reader.Bytes, intake);
                    break;
            }
        }

        intake.Spend(Size);
        items.Add(new LogRecord(
            resource,
            scope,
            written ?? observed ?? time.GetUtcNow().UtcDateTime,
            severity != 0 ? severity : LogSeverity.Of(severityText),
            message,
            eventName,
            traceId,
            spanId,
            attributes.Of(item, Attributes, intake))
        {
            IsCut = intake.IsCut,
        });
    }
}
