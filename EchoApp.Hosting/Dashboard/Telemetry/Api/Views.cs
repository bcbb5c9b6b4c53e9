using EchoApp.Hosting.Dashboard.Telemetry.Logs;
using EchoApp.Hosting.Dashboard.Telemetry.Metrics;
using EchoApp.Hosting.Dashboard.Telemetry.Model;
using EchoApp.Hosting.Dashboard.Telemetry.Storage;
using EchoApp.Hosting.Dashboard.Telemetry.Traces;

namespace EchoApp.Hosting.Dashboard.Telemetry.Api;

/// <summary>Shows what is kept as the API tells it.</summary>
internal static class Views
{
    private const string ExceptionPrefix = "exception.";
    private const string Template = "{OriginalFormat}";

    public static SenderView Of(Sender sender, Senders senders) => new(sender.Name, sender.InstanceId, senders.DisplayName(sender));

    /// <summary>With the attributes of an exception taken out, and the template of the message last.</summary>
    public static LogView Of(LogEntry entry, Senders senders)
    {
        var record = entry.Record;
        var shown = record.Attributes.Where(attribute => !attribute.Key.StartsWith(ExceptionPrefix, StringComparison.Ordinal));
        return new LogView(
            entry.Seq,
            Utc(record.Time),
            LogLevels.Name(record.Severity),
            record.Severity,
            Of(entry.Sender, senders),
            record.Scope.Name,
            record.Message,
            record.EventName,
            record.TraceId,
            record.SpanId,
            [.. shown.OrderBy(attribute => attribute.Key == Template)],
            Exception(record.Attributes));
    }

    public static SpanView Of(SpanEntry entry, Senders senders) => Of(entry, senders, null, 0);

    public static TraceSummaryView Of(TraceSnapshot trace, Senders senders) => new(
        trace.Seq,
        trace.TraceId,
        trace.Name,
        trace.Path,
        Utc(trace.Start),
        trace.Duration.TotalMilliseconds,
        trace.Spans.Count,
        trace.Errors,
        Shares(trace, senders),
        trace.HasRoot);

    /// <param name="trace">The whole of it is shown.</param>
    /// <param name="logs">How many log records of it are kept.</param>
    /// <param name="senders">Who has sent at all.</param>
    public static TraceView Of(TraceSnapshot trace, int logs, Senders senders) => new(
        trace.TraceId,
        trace.Name,
        trace.Path,
        Utc(trace.Start),
        trace.Duration.TotalMilliseconds,
        trace.Errors,
        Shares(trace, senders),
        trace.DroppedSpans,
        logs,
        [.. TraceTree.Order(trace.Spans).Select(placed => Of(placed.Entry, senders, trace.Start, placed.Depth))]);

    public static PointView Of(PointEntry entry)
    {
        var (point, instrument) = (entry.Point, entry.Point.Instrument);
        double? value = double.IsFinite(point.Value) ? point.Value : null;
        return new PointView(
            entry.Seq,
            Utc(point.Time),
            instrument.Resource.Name,
            instrument.Resource.InstanceId,
            instrument.Meter.Name,
            instrument.Name,
            instrument.Kind.ToString(),
            point.Dimension,
            point.Histogram is null ? value : null,
            point.Histogram?.Count,
            point.Histogram is null ? null : value);
    }

    /// <summary>In JSON with a Z at its end.</summary>
    public static DateTime Utc(DateTime time) => DateTime.SpecifyKind(time, DateTimeKind.Utc);

    private static SpanView Of(SpanEntry entry, Senders senders, DateTime? traceStart, int depth)
    {
        var span = entry.Span;
        return new SpanView(
            entry.Seq,
            span.TraceId,
            span.SpanId,
            span.ParentSpanId,
            span.Name,
            span.Kind.ToString(),
            Of(entry.Sender, senders),
            span.Scope.Name,
            Utc(span.Start),
            Offset(span.Start),
            span.Duration.TotalMilliseconds,
            depth,
            span.Status.ToString(),
            span.StatusMessage,
            span.Attributes,
            [.. span.Events.Select(happened => new SpanEventView(happened.Name, Utc(happened.Time), Offset(happened.Time), happened.Attributes))],
            span.Links);

        double Offset(DateTime time) => traceStart is { } start ? (time - start).TotalMilliseconds : 0;
    }

    private static IReadOnlyList<TraceShareView> Shares(TraceSnapshot trace, Senders senders) =>
        [.. trace.Shares.Select(share => new TraceShareView(
            share.Sender.Name, share.Sender.InstanceId, senders.DisplayName(share.Sender), share.Spans, share.Errors))];

    private static ExceptionView? Exception(IReadOnlyList<TelemetryAttribute> attributes)
    {
        var (type, message, stackTrace) = (Value("type"), Value("message"), Value("stacktrace"));
        return type is null && message is null && stackTrace is null ? null : new ExceptionView(type, message, stackTrace);

        string? Value(string name) => attributes.FirstOrDefault(attribute => attribute.Key == ExceptionPrefix + name).Value;
    }
}
