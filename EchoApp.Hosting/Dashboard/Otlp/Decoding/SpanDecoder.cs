using EchoApp.Hosting.Dashboard.Otlp.Wire;
using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Otlp.Decoding;

/// <summary>An ExportTraceServiceRequest. Spans without ids are rejected: nothing could show where they belong.</summary>
internal sealed class SpanDecoder(SourceDecoder sources, AttributeDecoder attributes, SpanPartsDecoder parts, Texts texts, OtlpLimits limits, TimeProvider time)
    : BatchDecoder<Span>(sources, limits)
{
    private const int Attributes = 9;
    private const int Size = 320;

    protected override void DecodeItem(ReadOnlySpan<byte> item, TelemetryResource resource, TelemetryScope scope, List<Span> items, Intake intake)
    {
        string? traceId = null;
        string? spanId = null;
        string? parentSpanId = null;
        var name = "";
        var kind = SpanKind.Unspecified;
        var start = 0UL;
        var end = 0UL;
        var status = (Code: SpanStatus.Unset, Message: (string?)null);
        var reader = new WireReader(item);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    traceId = HexId.OfTrace(reader.Bytes);
                    break;
                case 2:
                    spanId = HexId.OfSpan(reader.Bytes);
                    break;
                case 4:
                    parentSpanId = HexId.OfSpan(reader.Bytes);
                    break;
                case 5:
                    name = texts.Of(reader.Bytes, intake);
                    break;
                case 6:
                    kind = reader.Number <= (ulong)SpanKind.Consumer ? (SpanKind)reader.Number : SpanKind.Unspecified;
                    break;
                case 7:
                    start = reader.Number;
                    break;
                case 8:
                    end = reader.Number;
                    break;
                case 15:
                    status = parts.Status(reader.Bytes, intake);
                    break;
            }
        }

        intake.Spend(Size);
        if (traceId is null || spanId is null)
        {
            intake.Reject("A span has no valid trace id (16 bytes) or span id (8 bytes).");
            return;
        }

        var started = UnixTime.Of(start) ?? UnixTime.Of(end) ?? time.GetUtcNow().UtcDateTime;
        items.Add(new Span(
            resource,
            scope,
            traceId,
            spanId,
            parentSpanId,
            name,
            kind,
            started,
            start == 0 ? TimeSpan.Zero : UnixTime.Between(start, end),
            status.Code,
            status.Message,
            attributes.Of(item, Attributes, intake),
            parts.Events(item, started, intake),
            parts.Links(item, intake))
        {
            IsCut = intake.IsCut,
        });
    }
}
