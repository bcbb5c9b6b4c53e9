using EchoApp.Hosting.Dashboard.Otlp.Protos;
using EchoApp.Hosting.Dashboard.Telemetry;
using EchoApp.Hosting.Dashboard.Telemetry.Model;
using EchoApp.Tests.Hosting.Engine;
using Google.Protobuf;
using Xunit;
using LogRecord = EchoApp.Hosting.Dashboard.Otlp.Protos.LogRecord;

namespace EchoApp.Tests.Hosting.Dashboard.Otlp.Decoding;

public sealed class LogDecoderTests
{
    [Fact]
    public void Decode_EveryField_IsKept()
    {
        var log = Requests.Log("Hello");
        log.TraceId = Requests.TraceId;
        log.SpanId = Requests.SpanId;
        log.EventName = "greeting";
        log.SeverityNumber = SeverityNumber.Error;
        log.Attributes.Add(Requests.Text("user", "you"));

        var record = Assert.Single(new Decoders().Logs(Requests.Logs(log)).Items);

        Assert.Equal(("web", "one"), (record.Resource.Name, record.Resource.InstanceId));
        Assert.Equal([new TelemetryAttribute("host.name", "desk")], record.Resource.Attributes);
        Assert.Equal(("Test.Scope", "1.2"), (record.Scope.Name, record.Scope.Version));
        Assert.Equal((Requests.TimeUtc, DateTimeKind.Utc), (record.Time, record.Time.Kind));
        Assert.Equal((17, "Hello", "greeting"), (record.Severity, record.Message, record.EventName));
        Assert.Equal(("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"), (record.TraceId, record.SpanId));
        Assert.Equal([new TelemetryAttribute("user", "you")], record.Attributes);
    }

    [Fact]
    public void Decode_NoTime_TakesTheObservedOneOrNow()
    {
        var time = new ManualTime();
        var decoders = new Decoders(time: time);

        var records = decoders.Logs(Requests.Logs(new LogRecord { ObservedTimeUnixNano = Requests.Time }, new LogRecord())).Items;

        Assert.Equal([Requests.TimeUtc, time.GetUtcNow().UtcDateTime], records.Select(record => record.Time));
    }

    [Fact]
    public void Decode_TimeBeyondAllCalendars_IsStillATime()
    {
        var records = new Decoders().Logs(Requests.Logs(new LogRecord { TimeUnixNano = ulong.MaxValue })).Items;

        Assert.Equal(2554, records[0].Time.Year);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("0000000000000000")]
    [InlineData("00000000000000000000000000000000")]
    public void Decode_IdsThatAreNone_AreLeftOut(string hex)
    {
        var id = ByteString.CopyFrom(Convert.FromHexString(hex));

        var decoded = new Decoders().Logs(Requests.Logs(new LogRecord { TraceId = id, SpanId = id }));

        Assert.Equal(0, decoded.Rejected);
        Assert.Equal((null, null), (decoded.Items[0].TraceId, decoded.Items[0].SpanId));
    }

    [Theory]
    [InlineData(25, "", 0)]
    [InlineData(-1, "", 0)]
    [InlineData(0, "Warning", 13)]
    [InlineData(0, "odd", 0)]
    [InlineData(5, "Warning", 5)]
    public void Decode_Severity_IsOneOfOtlpOrNone(int number, string text, int expected)
    {
        var decoded = new Decoders().Logs(Requests.Logs(new LogRecord { SeverityNumber = (SeverityNumber)number, SeverityText = text }));

        Assert.Equal(expected, decoded.Items[0].Severity);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Decode_NoServiceName_IsAnUnknownService(bool hasBlankName)
    {
        var request = new ExportLogsServiceRequest { ResourceLogs = { new ResourceLogs { ScopeLogs = { new ScopeLogs { LogRecords = { new LogRecord() } } } } } };
        if (hasBlankName)
        {
            request.ResourceLogs[0].Resource = new Resource { Attributes = { Requests.Text("service.name", " ") } };
        }

        var record = new Decoders().Logs(request).Items[0];

        Assert.Equal(("unknown_service", (string?)null, ""), (record.Resource.Name, record.Resource.InstanceId, record.Scope.Name));
    }

    [Fact]
    public void Decode_ManyRecordsOfManyRequests_ShareResourceScopeAndKeys()
    {
        var decoders = new Decoders();
        var log = Requests.Log("Hello");
        log.Attributes.Add(Requests.Text("user", "you"));

        var records = decoders.Logs(Requests.Logs(log, log)).Items.Concat(decoders.Logs(Requests.Logs(log)).Items).ToList();

        Assert.Equal(3, records.Count);
        Assert.All(records, record =>
        {
            Assert.Same(records[0].Resource, record.Resource);
            Assert.Same(records[0].Scope, record.Scope);
            Assert.Same(records[0].Attributes[0].Key, record.Attributes[0].Key);
        });
    }

    [Fact]
    public void Decode_MoreAttributesAndLongerOnesThanAllowed_KeepsTheFirst()
    {
        var log = Requests.Log("äöü and more");
        log.Attributes.AddRange([Requests.Text("", "without a key"), Requests.Text("one", "12345678"), Requests.Text("two", "1234\U0001F600"), Requests.Text("three", "")]);

        var record = new Decoders(new TelemetryLimits { MaxAttributeCount = 3, MaxAttributeLength = 5 }).Logs(Requests.Logs(log)).Items[0];

        Assert.Equal("äöü a", record.Message);
        Assert.Equal([new TelemetryAttribute("one", "12345"), new TelemetryAttribute("two", "1234")], record.Attributes);
    }

    [Fact]
    public void Decode_SourceAfterItsContents_IsFound()
    {
        var scope = new ScopeLogs { LogRecords = { Requests.Log("Hello") } }.ToByteArray().Concat(new ScopeLogs { Scope = new() { Name = "late" } }.ToByteArray()).ToArray();
        var resource = new Resource { Attributes = { Requests.Text("service.name", "late") } }.ToByteArray();
        byte[] request = [.. Field(2, scope), .. Field(1, resource)];

        var record = Assert.Single(new Decoders().Logs(Field(1, request)).Items);

        Assert.Equal(("late", "late"), (record.Resource.Name, record.Scope.Name));
    }

    [Fact]
    public void Decode_FieldsOfTomorrow_AreIgnored()
    {
        byte[] unknown = [.. Field(200, [1, 2, 3]), 0xA0, 0x06, 0x01, 0xA3, 0x06, 0x08, 0x01, 0xA4, 0x06];
        byte[] request = [.. unknown, .. Requests.Logs(Requests.Log("Hello")).ToByteArray(), .. unknown];

        Assert.Equal("Hello", Assert.Single(new Decoders().Logs(request).Items).Message);
    }

    [Fact]
    public void Decode_FewBytesThatBecomeMuch_AreRejectedWhenTheRoomIsGone()
    {
        var request = Requests.Logs([.. Enumerable.Range(0, 10_000).Select(_ => new LogRecord())]);

        var decoded = new Decoders(limits: new() { MaxMessageBytes = 100_000 }).Logs(request);

        Assert.InRange(decoded.Items.Count, 100, 2_000);
        Assert.Equal(10_000, decoded.Items.Count + decoded.Rejected);
        Assert.Contains("Send smaller batches", decoded.Reason, StringComparison.Ordinal);
    }

    private static byte[] Field(int number, byte[] content)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(content));
        }

        return stream.ToArray();
    }
}
