using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Tests.Hosting.Dashboard.Telemetry;

/// <summary>Telemetry as the receiver would give it.</summary>
internal static class Samples
{
    public const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";

    public static readonly DateTime Time = new(2030, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    private static readonly TelemetryScope _scope = new("EchoApp.Web.Pages", null, []);

    public static TelemetryResource Resource(string name = "web", string? instanceId = "one") => new(name, instanceId, []);

    public static TelemetryAttribute[] Attributes(params string[] pairs) =>
        [.. pairs.Select(pair => pair.Split('=', 2)).Select(pair => new TelemetryAttribute(pair[0], pair[1]))];

    public static LogRecord Log(string message = "hello", string resource = "web", int severity = 9, string? traceId = null, params string[] attributes) =>
        new(Resource(resource), _scope, Time, severity, message, null, traceId, null, Attributes(attributes));

    public static LogRecord[] Logs(int count, string resource = "web") => [.. Enumerable.Range(1, count).Select(number => Log($"{resource} {number}", resource))];

    /// <summary>The id of trace <paramref name="number"/>.</summary>
    public static string Trace(int number) => $"{number:x32}";

    /// <summary>The id of span <paramref name="number"/>.</summary>
    public static string SpanId(int number) => $"{number:x16}";

    public static Span Span(int number, int? parent = null, int trace = 1, string resource = "web", double startMs = 0, double durationMs = 10, SpanStatus status = SpanStatus.Unset) => new(
        Resource(resource),
        _scope,
        Trace(trace),
        SpanId(number),
        parent is { } of ? SpanId(of) : null,
        $"span {number}",
        SpanKind.Server,
        Time.AddMilliseconds(startMs),
        TimeSpan.FromMilliseconds(durationMs),
        status,
        null,
        [],
        [],
        []);

    public static Instrument Instrument(InstrumentKind kind = InstrumentKind.Counter, string name = "requests", string resource = "web", string? instanceId = "one") =>
        new(Resource(resource, instanceId), new TelemetryScope("EchoApp", "1.0", []), name, "What came.", "{request}", kind);

    /// <summary>A point so many seconds after <see cref="Time"/>, of a count since that time.</summary>
    public static MetricPoint Point(double seconds, double value, Instrument? instrument = null, bool isCumulative = true, double startSeconds = 0, params string[] dimension) =>
        new(instrument ?? Instrument(), Attributes(dimension), Time.AddSeconds(startSeconds), Time.AddSeconds(seconds), isCumulative, value, null, []);

    public static MetricPoint Histogram(double seconds, double sum, double[] bounds, ulong[] counts, double min = double.NaN, double max = double.NaN, bool isCumulative = true) => new(
        Instrument(InstrumentKind.Histogram, "duration"),
        [],
        Time,
        Time.AddSeconds(seconds),
        isCumulative,
        sum,
        new HistogramBuckets(counts.Aggregate(0UL, (total, count) => total + count), bounds, counts, min, max),
        []);
}
