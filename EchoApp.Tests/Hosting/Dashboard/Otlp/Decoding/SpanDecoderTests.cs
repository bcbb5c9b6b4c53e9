using EchoApp.Hosting.Dashboard.Otlp.Protos;
using EchoApp.Hosting.Dashboard.Telemetry;
using EchoApp.Hosting.Dashboard.Telemetry.Model;
using EchoApp.Tests.Hosting.Engine;
using Google.Protobuf;
using Xunit;
using Span = EchoApp.Hosting.Dashboard.Otlp.Protos.Span;
using SpanKind = EchoApp.Hosting.Dashboard.Telemetry.Model.SpanKind;

namespace EchoApp.Tests.Hosting.Dashboard.Otlp.Decoding;

public sealed class SpanDecoderTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Id = "b7ad6b7169203331";

    [Fact]
    public void Decode_EveryField_IsKept()
    {
        var sent = Requests.Span("GET /");
        sent.ParentSpanId = ByteString.CopyFrom(Convert.FromHexString("00f067aa0ba902b7"));
        sent.Kind = Span.Types.SpanKind.Server;
        sent.Status = new() { Code = Status.Types.StatusCode.Error, Message = "refused" };
        sent.Attributes.Add(Requests.Text("http.route", "/"));
        sent.Events.Add(new Span.Types.Event { Name = "late", TimeUnixNano = Requests.Time + 1000, Attributes = { Requests.Text("a", "b") } });
        sent.Events.Add(new Span.Types.Event { Name = "at once" });
        sent.Links.Add(new Span.Types.Link { TraceId = Requests.TraceId, SpanId = Requests.SpanId, Attributes = { Requests.Text("c", "d") } });
        sent.Links.Add(new Span.Types.Link { TraceId = Requests.TraceId });

        var span = Assert.Single(new Decoders().Spans(Requests.Traces(sent)).Items);

        Assert.Equal((Trace, Id, "00f067aa0ba902b7", "GET /", SpanKind.Server), (span.TraceId, span.SpanId, span.ParentSpanId, span.Name, span.Kind));
        Assert.Equal((Requests.TimeUtc, TimeSpan.FromMilliseconds(2)), (span.Start, span.Duration));
        Assert.Equal((SpanStatus.Error, "refused"), (span.Status, span.StatusMessage));
        Assert.Equal([new TelemetryAttribute("http.route", "/")], span.Attributes);
        Assert.Equal([("at once", Requests.TimeUtc), ("late", Requests.TimeUtc.AddTicks(10))], span.Events.Select(each => (each.Name, each.Time)));
        Assert.Equal([new TelemetryAttribute("a", "b")], span.Events[1].Attributes);
        Assert.Equal((Trace, Id, "c"), Assert.Single(span.Links.Select(link => (link.TraceId, link.SpanId, link.Attributes[0].Key))));
    }

    [Theory]
    [InlineData("", "b7ad6b7169203331")]
    [InlineData("0af7651916cd43dd8448eb211c80319c", "")]
    [InlineData("00000000000000000000000000000000", "b7ad6b7169203331")]
    [InlineData("0af7651916cd43dd8448eb211c80319c", "0000000000000000")]
    [InlineData("0af7651916cd43dd", "b7ad6b7169203331")]
    [InlineData("0af7651916cd43dd8448eb211c80319c", "b7ad6b71692033310000000000000000")]
    public void Decode_InvalidIds_RejectsOnlyThatSpan(string trace, string id)
    {
        var bad = new Span { TraceId = Bytes(trace), SpanId = Bytes(id), Name = "bad" };

        var decoded = new Decoders().Spans(Requests.Traces(bad, Requests.Span("good"), bad));

        Assert.Equal(("good", 2), (Assert.Single(decoded.Items).Name, decoded.Rejected));
        Assert.Equal("A span has no valid trace id (16 bytes) or span id (8 bytes).", decoded.Reason);
    }

    [Fact]
    public void Decode_OddTimes_GiveNoNegativeDuration()
    {
        var time = new ManualTime();
        Span Odd(ulong start, ulong end) => new(Requests.Span("odd")) { StartTimeUnixNano = start, EndTimeUnixNano = end };

        var spans = new Decoders(time: time).Spans(Requests.Traces(Odd(Requests.Time, Requests.Time - 1000), Odd(Requests.Time, 0), Odd(0, Requests.Time), Odd(0, 0), Odd(1, ulong.MaxValue))).Items;

        var now = time.GetUtcNow().UtcDateTime;
        Assert.Equal([Requests.TimeUtc, Requests.TimeUtc, Requests.TimeUtc, now, DateTime.UnixEpoch], spans.Select(span => span.Start));
        Assert.All(spans.Take(4), span => Assert.Equal(TimeSpan.Zero, span.Duration));
        Assert.Equal(DateTimeKind.Utc, spans[4].End.Kind);
    }

    [Fact]
    public void Decode_UnknownKindAndStatus_AreUnspecifiedAndUnset()
    {
        var sent = Requests.Span("odd");
        sent.Kind = (Span.Types.SpanKind)9;
        sent.Status = new() { Code = (Status.Types.StatusCode)(-1) };
        sent.ParentSpanId = Bytes("0000000000000000");

        var span = new Decoders().Spans(Requests.Traces(sent)).Items[0];

        Assert.Equal((SpanKind.Unspecified, SpanStatus.Unset, (string?)null), (span.Kind, span.Status, span.ParentSpanId));
    }

    [Fact]
    public void Decode_MoreEventsAndLinksThanAllowed_KeepsTheFirst()
    {
        var sent = Requests.Span("many");
        sent.Events.AddRange(Enumerable.Range(0, 9).Select(index => new Span.Types.Event { Name = $"{index}" }));
        sent.Links.AddRange(Enumerable.Repeat(new Span.Types.Link { TraceId = Requests.TraceId, SpanId = Requests.SpanId }, 9));

        var span = new Decoders(new TelemetryLimits { MaxSpanEventCount = 3 }).Spans(Requests.Traces(sent)).Items[0];

        Assert.Equal(["0", "1", "2"], span.Events.Select(each => each.Name));
        Assert.Equal(3, span.Links.Count);
    }

    private static ByteString Bytes(string hex) => ByteString.CopyFrom(Convert.FromHexString(hex));
}
