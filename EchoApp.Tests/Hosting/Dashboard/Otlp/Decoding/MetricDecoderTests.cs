using EchoApp.Hosting.Dashboard.Otlp.Protos;
using EchoApp.Hosting.Dashboard.Telemetry.Model;
using EchoApp.Tests.Hosting.Engine;
using Xunit;
using Exemplar = EchoApp.Hosting.Dashboard.Otlp.Protos.Exemplar;

namespace EchoApp.Tests.Hosting.Dashboard.Otlp.Decoding;

public sealed class MetricDecoderTests
{
    [Fact]
    public void Decode_Sum_KeepsEveryField()
    {
        var point = Number(7);
        point.StartTimeUnixNano = Requests.Time - 1_000_000_000;
        point.Attributes.Add([Requests.Text("z", "1"), Requests.Text("a", "2")]);
        point.Exemplars.Add(new Exemplar { TimeUnixNano = Requests.Time, AsInt = 3, TraceId = Requests.TraceId, SpanId = Requests.SpanId });
        point.Exemplars.Add(new Exemplar { AsDouble = double.NaN });
        var metric = new Metric
        {
            Name = "requests",
            Description = "So far",
            Unit = "{request}",
            Sum = new Sum { IsMonotonic = true, AggregationTemporality = AggregationTemporality.Cumulative, DataPoints = { point } },
        };

        var decoded = Assert.Single(new Decoders().Metrics(Requests.Metrics(metric)).Items);

        var instrument = decoded.Instrument;
        Assert.Equal(("web", "Test.Scope", "requests", "So far", "{request}"), (instrument.Resource.Name, instrument.Meter.Name, instrument.Name, instrument.Description, instrument.Unit));
        Assert.Equal((7, true, Requests.TimeUtc, Requests.TimeUtc.AddSeconds(-1)), (decoded.Value, decoded.IsCumulative, decoded.Time, decoded.Start));
        Assert.Equal([new TelemetryAttribute("a", "2"), new TelemetryAttribute("z", "1")], decoded.Dimension);
        Assert.Null(decoded.Histogram);
        var exemplar = Assert.Single(decoded.Exemplars);
        Assert.Equal((Requests.TimeUtc, 3, "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"), (exemplar.Time, exemplar.Value, exemplar.TraceId, exemplar.SpanId));
    }

    [Theory]
    [InlineData(true, AggregationTemporality.Cumulative, InstrumentKind.Counter, true)]
    [InlineData(true, AggregationTemporality.Delta, InstrumentKind.Counter, false)]
    [InlineData(false, AggregationTemporality.Cumulative, InstrumentKind.UpDownCounter, true)]
    [InlineData(false, AggregationTemporality.Delta, InstrumentKind.UpDownCounter, false)]
    [InlineData(true, AggregationTemporality.Unspecified, InstrumentKind.Counter, true)]
    internal void Decode_Sum_IsACounterOrAnUpDownCounter(bool isMonotonic, AggregationTemporality temporality, InstrumentKind kind, bool isCumulative)
    {
        var metric = new Metric { Name = "sum", Sum = new Sum { IsMonotonic = isMonotonic, AggregationTemporality = temporality, DataPoints = { Number(1) } } };

        var point = new Decoders().Metrics(Requests.Metrics(metric)).Items[0];

        Assert.Equal((kind, isCumulative), (point.Instrument.Kind, point.IsCumulative));
    }

    [Fact]
    public void Decode_NoTime_IsNow()
    {
        var time = new ManualTime();
        var metric = new Metric { Name = "gauge", Gauge = new Gauge { DataPoints = { new NumberDataPoint { AsInt = -3 } } } };

        var point = new Decoders(time: time).Metrics(Requests.Metrics(metric)).Items[0];

        var now = time.GetUtcNow().UtcDateTime;
        Assert.Equal((-3, now, now, InstrumentKind.Gauge), (point.Value, point.Time, point.Start, point.Instrument.Kind));
    }

    [Fact]
    public void Decode_ValuesThatAreNone_AreRejectedAndThoseNotRecordedSkipped()
    {
        var notRecorded = new NumberDataPoint { Flags = 1 };
        var metric = new Metric { Name = "gauge", Gauge = new Gauge { DataPoints = { notRecorded, new NumberDataPoint(), Number(double.NaN), Number(double.NegativeInfinity), Number(2) } } };

        var decoded = new Decoders().Metrics(Requests.Metrics(metric, new Metric { Name = "empty" }, new Metric { Gauge = new Gauge() }));

        Assert.Equal(2, Assert.Single(decoded.Items).Value);
        Assert.Equal(5, decoded.Rejected);
        Assert.Equal(
            "gauge: A point has no value, or none that is a finite number. A metric has no data of a kind that is known. A metric has no name.", decoded.Reason);
    }

    [Fact]
    public void Decode_SamePointsAgain_ShareInstrumentAndDimension()
    {
        var point = Number(1);
        point.Attributes.Add(Requests.Text("a", "b"));
        var request = Requests.Metrics(new Metric { Name = "gauge", Gauge = new Gauge { DataPoints = { point } } });
        var decoders = new Decoders();

        var (first, second) = (decoders.Metrics(request).Items[0], decoders.Metrics(request).Items[0]);

        Assert.Same(first.Instrument, second.Instrument);
        Assert.Same(first.Dimension, second.Dimension);
    }

    [Fact]
    public void Decode_Summary_IsAGaugeForEachQuantile()
    {
        var point = new SummaryDataPoint { TimeUnixNano = Requests.Time, Count = 9, Sum = 90, Attributes = { Requests.Text("route", "/") } };
        point.QuantileValues.Add([new() { Quantile = 0.5, Value = 10 }, new() { Quantile = 0.99, Value = 30 }, new() { Quantile = 1, Value = double.NaN }]);

        var points = new Decoders().Metrics(Requests.Metrics(new Metric { Name = "times", Summary = new Summary { DataPoints = { point } } })).Items;

        Assert.Equal([10, 30], points.Select(each => each.Value));
        Assert.All(points, each => Assert.Equal(InstrumentKind.Gauge, each.Instrument.Kind));
        Assert.Equal([new TelemetryAttribute("quantile", "0.99"), new TelemetryAttribute("route", "/")], points[1].Dimension);
    }

    private static NumberDataPoint Number(double value) => new() { TimeUnixNano = Requests.Time, AsDouble = value };
}
