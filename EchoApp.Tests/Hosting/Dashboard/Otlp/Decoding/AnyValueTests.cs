using EchoApp.Hosting.Dashboard.Otlp.Protos;
using EchoApp.Hosting.Dashboard.Telemetry;
using Google.Protobuf;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Otlp.Decoding;

public sealed class AnyValueTests
{
    internal static TheoryData<AnyValue, string> Values => new()
    {
        { new AnyValue(), "" },
        { new AnyValue { StringValue = "text" }, "text" },
        { new AnyValue { BoolValue = true }, "true" },
        { new AnyValue { BoolValue = false }, "false" },
        { new AnyValue { IntValue = long.MinValue }, "-9223372036854775808" },
        { new AnyValue { DoubleValue = 0.1 }, "0.1" },
        { new AnyValue { DoubleValue = double.NaN }, "NaN" },
        { new AnyValue { BytesValue = ByteString.CopyFrom(0xFB, 0xFF) }, "+/8=" },
        { new AnyValue { ArrayValue = new ArrayValue() }, "[]" },
        { new AnyValue { ArrayValue = new ArrayValue { Values = { new AnyValue { IntValue = 1 }, new AnyValue { StringValue = "zwölf \"12\"" }, new AnyValue() } } }, "[1,\"zwölf \\\"12\\\"\",null]" },
        { Map(Requests.Text("a", "b"), new KeyValue { Key = "c", Value = new AnyValue { DoubleValue = double.PositiveInfinity } }), "{\"a\":\"b\",\"c\":\"Infinity\"}" },
        { new AnyValue { ArrayValue = new ArrayValue { Values = { Map(new KeyValue { Key = "on", Value = new AnyValue { BoolValue = true } }), new AnyValue { DoubleValue = 1.5 } } } }, "[{\"on\":true},1.5]" },
    };

    [Fact]
    public void Of_EveryKind_IsText()
    {
        foreach (var (value, text) in Values.Select(row => row.Data))
        {
            Assert.Equal(text, TextOf(value));
        }
    }

    [Fact]
    public void Of_DeepNesting_IsCutOff()
    {
        var value = new AnyValue { StringValue = "the end" };
        for (var depth = 0; depth < 2_000; depth++)
        {
            value = depth % 2 == 0 ? new AnyValue { ArrayValue = new ArrayValue { Values = { value } } } : Map(new KeyValue { Key = "in", Value = value });
        }

        var text = TextOf(value);

        Assert.StartsWith("{\"in\":[{\"in\":[", text, StringComparison.Ordinal);
        Assert.Contains("\"…\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("the end", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_LongArray_IsCutAtTheLimit()
    {
        var array = new ArrayValue();
        array.Values.AddRange(Enumerable.Range(0, 100_000).Select(_ => new AnyValue { StringValue = "text" }));

        Assert.Equal("[\"text\",\"", TextOf(new AnyValue { ArrayValue = array }, new TelemetryLimits { MaxAttributeLength = 9 }));
    }

    [Fact]
    public void Of_TextThatIsNoUtf8_HasReplacements()
    {
        byte[] log = [0x2A, 0x05, 0x0A, 0x03, (byte)'a', 0xFF, (byte)'b'];
        byte[] scope = [0x12, (byte)log.Length, .. log];
        byte[] resource = [0x12, (byte)scope.Length, .. scope];

        Assert.Equal("a\uFFFDb", new Decoders().Logs([0x0A, (byte)resource.Length, .. resource]).Items[0].Message);
    }

    [Fact]
    public void Of_SeveralValues_IsTheFirst()
    {
        // An empty array, and a string behind it: protobuf's own writer would not do that.
        byte[] log = [0x2A, 0x05, 0x2A, 0x00, 0x0A, 0x01, (byte)'x'];
        byte[] scope = [0x12, (byte)log.Length, .. log];
        byte[] resource = [0x12, (byte)scope.Length, .. scope];

        Assert.Equal("[]", new Decoders().Logs([0x0A, (byte)resource.Length, .. resource]).Items[0].Message);
    }

    private static AnyValue Map(params KeyValue[] values) => new() { KvlistValue = new KeyValueList { Values = { values } } };

    private static string TextOf(AnyValue value, TelemetryLimits? limits = null) =>
        new Decoders(limits).Logs(Requests.Logs(new LogRecord { Body = value })).Items[0].Message;
}
