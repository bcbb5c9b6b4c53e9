using EchoApp.Hosting.Dashboard.Telemetry.Metrics;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Telemetry.Metrics;

public sealed class BucketsTests
{
    private static readonly double[] _bounds = [10, 20, 50];

    [Theory]
    [InlineData(0.1, 5)] // The first of 2 between 0 and 10.
    [InlineData(0.2, 10)]
    [InlineData(0.5, 15)] // The third of 6 between 10 and 20.
    [InlineData(0.9, 35)] // The first of 2 between 20 and 50.
    [InlineData(0.99, 48.5)]
    public void Percentile_OfBuckets_LiesEvenlyInside(double part, double expected) =>
        Assert.Equal(expected, Of(_bounds, [2, 6, 2, 0]).Percentile(part)!.Value, 9);

    [Theory]
    [InlineData(0.1, 7)] // The first of 2 between 4 and 10.
    [InlineData(0.01, 4.3)]
    [InlineData(0.99, 40)]
    public void Percentile_WithLeastAndGreatestValue_StaysBetween(double part, double expected) =>
        Assert.Equal(expected, Of(_bounds, [2, 6, 2, 0], min: 4, max: 40).Percentile(part)!.Value, 9);

    [Fact]
    public void Percentile_InTheLastBucket_GoesUpToTheGreatestValueIfThatIsKnown()
    {
        Assert.Equal(10, Of([10], [0, 4]).Percentile(0.5));
        Assert.Equal(20, Of([10], [0, 4], max: 30).Percentile(0.5));
    }

    [Fact]
    public void Percentile_OfValuesBelowZero_BeginsAtTheFirstBound() => Assert.Equal(-10, Of([-10, 0], [4, 0, 0]).Percentile(0.5));

    [Fact]
    public void Percentile_OfNothing_IsNull()
    {
        Assert.Null(Of(_bounds, [0, 0, 0, 0]).Percentile(0.5));
        Assert.Null(Of([], [4]).Percentile(0.5));
    }

    [Fact]
    public void Average_IsSumByCount()
    {
        Assert.Equal(25, Of(_bounds, [0, 1, 3, 0], sum: 100).Average);
        Assert.Null(Of(_bounds, [0, 1, 3, 0]).Average);
        Assert.Null(Of(_bounds, [0, 0, 0, 0], sum: 0).Average);
    }

    [Fact]
    public void Minus_WithTheSameBounds_IsTheDifferenceOfEachBucket()
    {
        var difference = Of(_bounds, [2, 8, 2, 4], sum: 90).Minus(Of([.. _bounds], [2, 6, 2, 0], sum: 30));

        Assert.Equal([0, 2, 0, 4], difference.Counts);
        Assert.Equal(60, difference.Sum);
    }

    // As an exponential histogram does when a greater value comes.
    [Fact]
    public void Minus_WithMoreBoundsThanBefore_KnowsThatNothingWasBeyond()
    {
        var difference = Of([2, 4, 8], [1, 4, 5, 0]).Minus(Of([2, 4], [1, 3, 0]));

        Assert.Equal([2, 4, 8], difference.Bounds);
        Assert.Equal([0, 1, 5, 0], difference.Counts);
    }

    // As an exponential histogram does when its scale becomes coarser.
    [Fact]
    public void Minus_WithFewerBoundsThanBefore_CountsBetweenThoseThatBothHave()
    {
        var difference = Of([1, 4], [0, 7, 1]).Minus(Of([1, 2, 4], [0, 2, 3, 0]));

        Assert.Equal([1, 4], difference.Bounds);
        Assert.Equal([0, 2, 1], difference.Counts);
    }

    [Fact]
    public void Plus_WithOtherBounds_DividesTheBucketsEvenly()
    {
        // 4 between 0 and 10 are 2 and 2 around 5; 1 up to 5 and 1 up to 9.
        var sum = Of([10], [4, 0], sum: 20, max: 8).Plus(Of([5], [1, 1], sum: 12, max: 9));

        Assert.Equal([5, 10], sum.Bounds);
        Assert.Equal([3, 3, 0], sum.Counts);
        Assert.Equal((32, 9), (sum.Sum, sum.Max));
    }

    [Fact]
    public void Plus_OfNothing_LeavesTheOther()
    {
        var (some, none) = (Of(_bounds, [1, 0, 0, 0], min: 3), Of([7], [0, 0]));

        Assert.Same(some, some.Plus(none));
        Assert.Same(some, none.Plus(some));
    }

    [Fact]
    public void Union_OfVeryManyBounds_IsThinnedOut()
    {
        double[] one = [.. Enumerable.Range(0, 1_500).Select(bound => bound * 2.0)];

        var union = BucketBounds.Union(one, [.. one.Select(bound => bound + 1)]);

        Assert.Equal(1_000, union.Count);
        Assert.Equal([2, 5, 8], union.Take(3));
    }

    private static Buckets Of(double[] bounds, double[] counts, double sum = double.NaN, double min = double.NaN, double max = double.NaN) =>
        new(bounds, counts, sum, min, max);
}
