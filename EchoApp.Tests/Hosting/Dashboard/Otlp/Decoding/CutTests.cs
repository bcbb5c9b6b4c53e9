using EchoApp.Hosting.Dashboard.Otlp.Protos;
using EchoApp.Hosting.Dashboard.Telemetry;
using Google.Protobuf;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Otlp.Decoding;

/// <summary>Resource and scope of the requests are longer than is allowed here, and are not counted.</summary>
public sealed class CutTests
{
    private readonly Decoders _decoders = new(new TelemetryLimits { MaxAttributeCount = 2, MaxAttributeLength = 4, MaxSpanEventCount = 1 });

    [Fact]
    public void Logs_OfWhichSomethingIsLeftOut_SaySo()
    {
        LogRecord[] cut =
        [
            Requests.Log("abcde"),
            Requests.Log("äöüßä"),
            Requests.Log(new string('x', 100)),
            new LogRecord { EventName = "event" },
            With(Requests.Text("a", "12345")),
            With(Requests.Text("abcde", "1")),
            With(Requests.Text("a", "1"), Requests.Text("b", "2"), Requests.Text("c", "3")),
            new LogRecord { Body = new AnyValue { BytesValue = ByteString.CopyFrom(new byte[4]) } },
            new LogRecord { Body = new AnyValue { ArrayValue = new ArrayValue { Values = { new AnyValue { IntValue = 123 } } } } },
        ];

        var records = _decoders.Logs(Requests.Logs([.. cut.SelectMany(log => new[] { log, Whole() })])).Items;

        Assert.Equal(Enumerable.Range(0, 2 * cut.Length).Select(index => index % 2 == 0), records.Select(record => record.IsCut));
    }

    [Fact]
    public void Logs_TooDeep_SaySo()
    {
        var value = new AnyValue();
        for (var depth = 0; depth < 30; depth++)
        {
            value = new AnyValue { ArrayValue = new ArrayValue { Values = { value } } };
        }

        Assert.True(Assert.Single(new Decoders().Logs(Requests.Logs(new LogRecord { Body = value })).Items).IsCut);
    }

    [Fact]
    public void Spans_OfWhichSomethingIsLeftOut_SaySo()
    {
        var (events, links, inside, name, whole) = (Requests.Span("a"), Requests.Span("b"), Requests.Span("c"), Requests.Span("abcde"), Requests.Span("abcd"));
        events.Events.AddRange([new Span.Types.Event(), new Span.Types.Event()]);
        links.Links.AddRange([Link(), Link()]);
        inside.Events.Add(new Span.Types.Event { Attributes = { Requests.Text("a", "12345") } });
        whole.Events.Add(new Span.Types.Event());
        whole.Links.Add(Link());

        var spans = _decoders.Spans(Requests.Traces(events, links, inside, name, whole)).Items;

        Assert.Equal([true, true, true, true, false], spans.Select(span => span.IsCut));
    }

    [Fact]
    public void Points_OfWhichSomethingIsLeftOut_SaySo()
    {
        var exemplars = Point();
        exemplars.Exemplars.AddRange(Enumerable.Range(0, 17).Select(number => new Exemplar { AsInt = number, TimeUnixNano = Requests.Time }));

        var points = _decoders.Metrics(Requests.Metrics(
            Gauge("some", Point(Requests.Text("a", "12345")), Point(Requests.Text("a", "1")), exemplars), Gauge("abcde", Point()), Gauge("last", Point()))).Items;

        Assert.Equal([true, false, true, true, false], points.Select(point => point.IsCut));
    }

    [Fact]
    public async Task Status_CountsEachOnce()
    {
        await using var host = await OtlpHost.StartAsync();
        using var sender = new HttpSender(host.Http);
        var log = With([.. Enumerable.Range(0, 500).Select(number => Requests.Text($"key {number}", "value"))]);
        // Too long for the store too.
        log.EventName = new string('x', 2_000);
        var span = Requests.Span(new string('x', 40_000));

        using var logs = await sender.PostAsync("/v1/logs", Requests.Logs(log, Whole()).ToByteArray());
        using var traces = await sender.PostAsync("/v1/traces", Requests.Traces(span).ToByteArray());
        using var metrics = await sender.PostAsync("/v1/metrics", Requests.Metrics(Gauge("x", Point(Requests.Text("a", new string('x', 40_000))))).ToByteArray());

        Assert.Equal((2, 1), (host.Status.Logs.Count, host.Status.Logs.Truncated));
        Assert.Equal((1, 1), (host.Status.Traces.Truncated, host.Status.Metrics.Truncated));
    }

    private static LogRecord Whole()
    {
        var log = With(Requests.Text("abcd", "1234"), Requests.Text("b", "äöüß"));
        log.Body = new AnyValue { ArrayValue = new ArrayValue { Values = { new AnyValue { IntValue = 12 } } } };
        return log;
    }

    private static LogRecord With(params KeyValue[] attributes) => new() { Attributes = { attributes } };

    private static Span.Types.Link Link() => new() { TraceId = Requests.TraceId, SpanId = Requests.SpanId };

    private static Metric Gauge(string name, params NumberDataPoint[] points) => new() { Name = name, Gauge = new Gauge { DataPoints = { points } } };

    private static NumberDataPoint Point(params KeyValue[] attributes) => new() { AsInt = 1, TimeUnixNano = Requests.Time, Attributes = { attributes } };
}
