using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Telemetry.Storage;

/// <summary>Estimates how many bytes a record takes: UTF-16 text and the objects around it, without what all records of a sender share.</summary>
internal static class RecordSize
{
    private const int Object = 24;
    private const int Reference = 8;
    private const int Record = 160;
    private const int List = 56;

    public static int Of(LogRecord record) => Record + Of(record.Message) + Of(record.EventName) + Of(record.TraceId) + Of(record.SpanId)
        + Of(record.Attributes) + Of(record.Scope);

    public static int Of(Span span) => Record + Of(span.TraceId) + Of(span.SpanId) + Of(span.ParentSpanId) + Of(span.Name) + Of(span.StatusMessage)
        + Of(span.Attributes) + Of(span.Scope)
        + span.Events.Sum(happened => List + Object + Of(happened.Name) + Of(happened.Attributes))
        + span.Links.Sum(link => List + Of(link.TraceId) + Of(link.SpanId) + Of(link.Attributes));

    /// <summary>Without instrument and dimension: those are kept once.</summary>
    public static int Of(MetricPoint point) => Record
        + (point.Histogram is { } histogram ? List + List + ((histogram.Bounds.Count + histogram.Counts.Count) * sizeof(double)) : 0)
        + point.Exemplars.Sum(exemplar => Object + Object + Of(exemplar.TraceId) + Of(exemplar.SpanId));

    public static int Of(IReadOnlyList<TelemetryAttribute> attributes)
    {
        var size = List;
        for (var i = 0; i < attributes.Count; i++)
        {
            size += Reference + Reference + Of(attributes[i].Key) + Of(attributes[i].Value);
        }

        return size;
    }

    public static int Of(TelemetryScope scope) => Of(scope.Name) + Of(scope.Version) + Of(scope.Attributes);

    private static int Of(string? text) => text is null ? 0 : Object + (sizeof(char) * text.Length);
}
