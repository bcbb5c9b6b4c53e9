using EchoApp.Hosting.Dashboard.Telemetry;
using EchoApp.Hosting.Dashboard.Telemetry.Metrics;
using EchoApp.Hosting.Dashboard.Telemetry.Model;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Telemetry.Metrics;

public sealed class MetricStoreTests
{
    [Fact]
    public void Points_OverTheBoundOfTheirResource_DropItsOldestAndTheirEmptySeries()
    {
        var store = new TelemetryStore(new TelemetryLimits { MaxMetricsCount = 2 });
        store.AddMetrics([Samples.Point(1, 1, Samples.Instrument(resource: "quiet"))]);

        store.AddMetrics([Samples.Point(1, 1, dimension: ["a=1"]), Samples.Point(1, 1, dimension: ["a=2"]), Samples.Point(2, 2, dimension: ["a=2"])]);

        var web = Assert.Single(store.Metrics.Instruments(), info => info.Sender.Name == "web");
        Assert.Equal((1, 2), (web.Dimensions, web.Points));
        Assert.Equal(new MetricStatus(4, 3, 2, 1, 0, 0, 0), store.Status().Metrics);
    }

    [Fact]
    public void Instruments_WithoutPoints_GoToo()
    {
        var store = new TelemetryStore(new TelemetryLimits { MaxMetricsCount = 1 });

        store.AddMetrics([Samples.Point(1, 1), Samples.Point(1, 1, Samples.Instrument(name: "other"))]);

        Assert.Equal("other", Assert.Single(store.Metrics.Instruments()).Instrument.Name);
    }

    [Fact]
    public void Points_OverTheBytes_DropTheOldestOfAll()
    {
        var store = new TelemetryStore(new TelemetryLimits { MaxBytes = 3 * 10_000 });

        store.AddMetrics([.. Enumerable.Range(1, 200).Select(second => Samples.Point(second, second, dimension: [$"second={second}"]))]);

        Assert.InRange(store.Metrics.Bytes, 5_000, 10_000);
        var status = store.Status().Metrics;
        Assert.Equal(200, status.Count + status.Dropped);
        Assert.Equal(status.Count, Assert.Single(store.Metrics.Instruments()).Dimensions);
    }

    [Fact]
    public void Series_OverTheBoundOfTheirInstrument_AreRefusedWithTheReason()
    {
        var store = new TelemetryStore(new TelemetryLimits { MaxDimensionCount = 2 });

        var outcome = store.AddMetrics([.. Enumerable.Range(1, 5).Select(number => Samples.Point(1, 1, dimension: [$"number={number}"])), Samples.Point(2, 2, dimension: ["number=1"])]);

        Assert.Equal(new IngestOutcome(3, "'requests' has 2 sets of attributes already. Raise Dashboard:TelemetryLimits:MaxDimensionCount for more."), outcome);
        Assert.Equal(3, store.Status().Metrics.Count);
    }

    [Fact]
    public void Points_ThatMakeNoSense_AreRefusedWithTheReason()
    {
        Assert.Equal("A point of 'requests' is not a number.", Reason(Samples.Point(1, double.NaN)));
        Assert.Equal("A point of 'duration' has 3 buckets and 1 bounds. There is one bound fewer than buckets.", Reason(Samples.Histogram(1, 1, [1], [1, 2, 3])));
        Assert.Equal("The bounds of the buckets of 'duration' do not ascend.", Reason(Samples.Histogram(1, 1, [2, 1], [1, 2, 3])));
        Assert.Equal("A point of 'duration' has 2001 buckets; at most 2000 are taken.", Reason(Samples.Histogram(1, 1, [.. Enumerable.Range(0, 2_000)], new ulong[2_001])));
        Assert.Equal("A point of 'duration' is not a histogram, and the instrument is a Histogram.", Reason(Samples.Histogram(1, 1, [], []) with { Histogram = null }));
    }

    [Fact]
    public void Histograms_WithoutBuckets_HaveOneForAll()
    {
        var store = new TelemetryStore(new TelemetryLimits());
        var point = Samples.Histogram(1, 10, [], []);

        store.AddMetrics([point with { Histogram = point.Histogram! with { Count = 4 } }]);

        Assert.Equal([4UL], store.Metrics.Ring.Find(1)!.Point.Histogram!.Counts);
    }

    [Fact]
    public void Points_SinceATime_AreThoseAndTheOneBefore()
    {
        var store = new TelemetryStore(new TelemetryLimits());
        store.AddMetrics([.. Enumerable.Range(1, 4).Select(number => number switch { 2 => 30, 3 => 20, _ => number * 10 }).Select(second => Samples.Point(second, second))]);
        var info = Assert.Single(store.Metrics.Instruments());

        var series = Assert.Single(store.Metrics.Points(InstrumentKey.Of(info.Sender, info.Instrument), Samples.Time.AddSeconds(25))!.Series);

        Assert.Equal([20.0, 30.0, 40.0], series.Points.Select(point => point.Value));
        Assert.False(series.IsWhole);
    }

    private static string Reason(MetricPoint point)
    {
        var outcome = new TelemetryStore(new TelemetryLimits()).AddMetrics([point]);
        Assert.Equal(1, outcome.Rejected);
        return outcome.Reason;
    }
}
