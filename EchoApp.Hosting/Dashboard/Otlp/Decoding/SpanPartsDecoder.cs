using EchoApp.Hosting.Dashboard.Otlp.Wire;
using EchoApp.Hosting.Dashboard.Telemetry;
using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Otlp.Decoding;

/// <summary>Status, events and links of a span; of events and links the first <see cref="TelemetryLimits.MaxSpanEventCount"/>.</summary>
internal sealed class SpanPartsDecoder(AttributeDecoder attributes, Texts texts, TelemetryLimits limits)
{
    private const int EventField = 11;
    private const int LinkField = 13;
    private const int EventAttributes = 3;
    private const int LinkAttributes = 4;
    private const int Size = 96;

    public (SpanStatus Code, string? Message) Status(ReadOnlySpan<byte> status, Intake intake)
    {
        var code = SpanStatus.Unset;
        string? message = null;
        var reader = new WireReader(status);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 2:
                    message = texts.OrNull(reader.Bytes, intake);
                    break;
                case 3:
                    code = reader.Number <= (ulong)SpanStatus.Error ? (SpanStatus)reader.Number : SpanStatus.Unset;
                    break;
            }
        }

        return (code, message);
    }

    /// <param name="span">The span on the wire.</param>
    /// <param name="started">The time of events that have none.</param>
    /// <param name="intake">What they cost.</param>
    public IReadOnlyList<SpanEvent> Events(ReadOnlySpan<byte> span, DateTime started, Intake intake)
    {
        List<SpanEvent>? events = null;
        var reader = new WireReader(span);
        while (reader.Next())
        {
            if (reader is { Field: EventField, HasBytes: true } && HasRoom(events, intake))
            {
                (events ??= []).Add(Event(reader.Bytes, started, intake));
            }
        }

        return events is null ? [] : events.OrderBy(each => each.Time).ToArray();
    }

    /// <summary>Those that lead somewhere: a link without ids is left out.</summary>
    public IReadOnlyList<SpanLink> Links(ReadOnlySpan<byte> span, Intake intake)
    {
        List<SpanLink>? links = null;
        var reader = new WireReader(span);
        while (reader.Next())
        {
            if (reader is { Field: LinkField, HasBytes: true } && HasRoom(links, intake) && Link(reader.Bytes, intake) is { } link)
            {
                (links ??= []).Add(link);
            }
        }

        return links is null ? [] : links.ToArray();
    }

    private bool HasRoom<T>(List<T>? parts, Intake intake)
    {
        var hasRoom = (parts?.Count ?? 0) < limits.MaxSpanEventCount;
        if (!hasRoom)
        {
            intake.Cut();
        }

        return hasRoom;
    }

    private SpanEvent Event(ReadOnlySpan<byte> encoded, DateTime started, Intake intake)
    {
        DateTime? time = null;
        var name = "";
        var reader = new WireReader(encoded);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    time = UnixTime.Of(reader.Number);
                    break;
                case 2:
                    name = texts.Of(reader.Bytes, intake);
                    break;
            }
        }

        intake.Spend(Size);
        return new SpanEvent(name, time ?? started, attributes.Of(encoded, EventAttributes, intake));
    }

    private SpanLink? Link(ReadOnlySpan<byte> encoded, Intake intake)
    {
        string? traceId = null;
        string? spanId = null;
        var reader = new WireReader(encoded);
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
            }
        }

        intake.Spend(Size);
        return traceId is null || spanId is null ? null : new SpanLink(traceId, spanId, attributes.Of(encoded, LinkAttributes, intake));
    }
}
