using EchoApp.Hosting.Dashboard.Telemetry.Metrics;
using EchoApp.Hosting.Dashboard.Telemetry.Model;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>Steps of ten seconds from <see cref="Samples.Time"/> on.</summary>
public sealed class HistogramStepsTests
{
    private static readonly double[] _bounds = [10];

    [Fact]
    public void Steps_OfManyPoints_CountWholeValues()
    {
        var steps = Of(3, At(4, 10, 2, 0), At(8, 20, 3, 0), At(12, 60, 3, 1), At(16, 60, 3, 1));

        Assert.Equal([3.0, 1.0, null], steps.Select(step => step?.Count));
        Assert.Equal([0.0, 1.0], steps[1]!.Counts);
        Assert.Equal(40, steps[1]!.Average);
    }

    [Fact]
    public void Steps_OfFewPoints_DivideTheirCounts()
    {
        var steps = Of(4, At(5, 0, 0, 0), At(25, 40, 4, 0));

        Assert.Equal([1.0, 2.0, 1.0, null], steps.Select(step => step?.Count));
        Assert.Equal(10, steps[0]!.Average);
    }

    [Fact]
    public void Steps_OfACountThatBeganAnew_HaveAllOfIt()
    {
        var steps = Of(2, At(5, 70, 7, 0), At(6, 20, 2, 0), At(15, 20, 2, 0));

        Assert.Equal(9, steps[0]!.Count);
    }

    [Fact]
    public void Sum_OfSeries_AddsTheirBuckets()
    {
        Buckets?[] one = [new([10], [1, 0], 5, 5, 5), null], other = [new([10], [1, 2], 45, 3, 30), null];

        var sum = HistogramSteps.Sum([one, other], 2);

        Assert.Equal([2.0, 2.0], sum[0]!.Counts);
        Assert.Equal((50, 3, 30), (sum[0]!.Sum, sum[0]!.Min, sum[0]!.Max));
        Assert.Null(sum[1]);
    }

    private static MetricPoint At(double seconds, double sum, ulong below, ulong above) => Samples.Histogram(seconds, sum, _bounds, [below, above]);

    private static Buckets?[] Of(int steps, params MetricPoint[] points) => HistogramSteps.Of(
        PointChanges.Of(new SeriesPoints([], points, true, 0), []), new StepAxis(StepAxis.Seconds(Samples.Time), 10, steps));
}
