using EchoApp.Hosting.Dashboard.Otlp.Decoding;
using EchoApp.Hosting.Dashboard.Otlp.Protos;
using EchoApp.Hosting.Dashboard.Telemetry.Model;
using Xunit;
using Buckets = EchoApp.Hosting.Dashboard.Otlp.Protos.ExponentialHistogramDataPoint.Types.Buckets;

namespace EchoApp.Tests.Hosting.Dashboard.Otlp.Decoding;

public sealed class HistogramTests
{
    [Fact]
    public void Decode_ExplicitBuckets_AreKept()
    {
        var point = new HistogramDataPoint { Count = 6, Sum = 12.5, Min = 0.5, Max = 8, BucketCounts = { 1, 2, 3 }, ExplicitBounds = { 1, 5 } };

        var decoded = Assert.Single(Decode(point).Items);

        Assert.Equal((12.5, InstrumentKind.Histogram, false), (decoded.Value, decoded.Instrument.Kind, decoded.IsCumulative));
        AssertBuckets(decoded, 6, [1, 5], [1, 2, 3], 0.5, 8);
    }

    [Fact]
    public void Decode_NoSumAndNoBuckets_IsOneBucketWithoutABound()
    {
        var decoded = Assert.Single(Decode(new HistogramDataPoint { Count = 4 }).Items);

        Assert.True(double.IsNaN(decoded.Value));
        AssertBuckets(decoded, 4, [], [4], double.NaN, double.NaN);
    }

    [Theory]
    [InlineData(new double[] { 1, 5 }, 2)]
    [InlineData(new double[] { 5, 1 }, 3)]
    [InlineData(new double[] { 1, 1 }, 3)]
    [InlineData(new[] { 1, double.NaN }, 3)]
    [InlineData(new double[] { }, 2)]
    public void Decode_BucketsThatDoNotFit_AreRejected(double[] bounds, int counts)
    {
        var decoded = Decode(new HistogramDataPoint { ExplicitBounds = { bounds }, BucketCounts = { new ulong[counts] } });

        Assert.Equal((0, 1), (decoded.Items.Count, decoded.Rejected));
        Assert.Equal("times: A histogram needs ascending bounds, and one more count than bounds.", decoded.Reason);
    }

    [Fact]
    public void Decode_TooManyBuckets_AreRejected()
    {
        var decoded = Decode(new ExponentialHistogramDataPoint { Positive = new Buckets { BucketCounts = { new ulong[5000] } } });

        Assert.Equal((0, "times: A histogram has more than 4096 buckets."), (decoded.Items.Count, decoded.Reason));
    }

    [Fact]
    public void Decode_ExponentialBuckets_HaveTheirBounds()
    {
        var point = new ExponentialHistogramDataPoint { Count = 10, Sum = 20, Scale = 0, ZeroCount = 1, Positive = new Buckets { Offset = 1, BucketCounts = { 4, 0, 5 } }, Min = 0, Max = 14 };

        AssertBuckets(Assert.Single(Decode(point).Items), 10, [2, 4, 8, 16], [1, 4, 0, 5, 0], 0, 14);
    }

    [Fact]
    public void Decode_ExponentialBucketsOfBothSigns_AscendFromTheMostNegative()
    {
        var point = new ExponentialHistogramDataPoint
        {
            Count = 21,
            Scale = 1,
            ZeroCount = 6,
            Positive = new Buckets { Offset = -2, BucketCounts = { 1, 2, 3 } },
            Negative = new Buckets { Offset = 0, BucketCounts = { 4, 5 } },
        };

        var histogram = Assert.Single(Decode(point).Items).Histogram!;

        Assert.Equal([-Math.Sqrt(2), -1, 0.5, Math.Sqrt(0.5), 1, Math.Sqrt(2)], histogram.Bounds, (one, other) => Math.Abs(one - other) < 1e-12);
        Assert.Equal([5UL, 4UL, 6UL, 1UL, 2UL, 3UL, 0UL], histogram.Counts);
    }

    [Theory]
    [InlineData(-11, 1, 3)]
    [InlineData(60, 1, 3)]
    [InlineData(0, int.MaxValue - 2, 3)]
    [InlineData(0, int.MinValue, 3)]
    [InlineData(int.MinValue, 0, 3)]
    [InlineData(int.MaxValue, 0, 3)]
    public void Decode_ExponentialBucketsBeyondADouble_JoinWithoutLosingCounts(int scale, int offset, int count)
    {
        var counts = Enumerable.Repeat(1UL, count).ToArray();

        var point = new ExponentialHistogramDataPoint { Scale = scale, ZeroCount = 1, Positive = new Buckets { Offset = offset, BucketCounts = { counts } }, Negative = new Buckets { Offset = offset, BucketCounts = { counts } } };
        var histogram = Assert.Single(Decode(point).Items).Histogram!;

        Assert.Equal(7UL, histogram.Counts.Aggregate(0UL, (sum, each) => sum + each));
        Assert.Equal(histogram.Bounds.Count + 1, histogram.Counts.Count);
        Assert.Equal(histogram.Bounds.Where(double.IsFinite).Order().Distinct(), histogram.Bounds);
    }

    private static void AssertBuckets(MetricPoint point, ulong count, double[] bounds, ulong[] counts, double min, double max)
    {
        var histogram = point.Histogram!;
        Assert.Equal((count, min, max), (histogram.Count, histogram.Min, histogram.Max));
        Assert.Equal(bounds, histogram.Bounds);
        Assert.Equal(counts, histogram.Counts);
    }

    private static Decoded<MetricPoint> Decode(HistogramDataPoint point) =>
        Decode(new Metric { Histogram = new Histogram { AggregationTemporality = AggregationTemporality.Delta, DataPoints = { point } } });

    private static Decoded<MetricPoint> Decode(ExponentialHistogramDataPoint point) => Decode(new Metric { ExponentialHistogram = new ExponentialHistogram { DataPoints = { point } } });

    private static Decoded<MetricPoint> Decode(Metric metric)
    {
        metric.Name = "times";
        return new Decoders().Metrics(Requests.Metrics(metric));
    }
}
