using EchoApp.Hosting.Dashboard.Telemetry.Metrics;
using EchoApp.Hosting.Dashboard.Telemetry.Model;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>Steps of ten seconds from <see cref="Samples.Time"/> on.</summary>
public sealed class RatesTests
{
    [Fact]
    public void Rates_OfACount_AreItsDifferencesSpreadOverTheTimeBetween() => Assert.Equal(
        // 10 in the first 5 s and 10 of the 20 that came between 5 and 15; the other 10; none in the 5 s that are known.
        [2, 1, 0, null],
        Of(4, [Samples.Point(5, 10), Samples.Point(15, 30), Samples.Point(25, 30)]));

    [Fact]
    public void Rates_OfACountThatFalls_CountFromZeroAgain() => Assert.Equal([10, 0.5], Of(2, [Samples.Point(10, 100), Samples.Point(20, 5)]));

    [Fact]
    public void Rates_OfACountThatStartsLater_CountFromThere() => Assert.Equal(
        // 200 within the 5 s since the new start, of the 10 of the step.
        [10, 40], Of(2, [Samples.Point(10, 100), Samples.Point(20, 200, startSeconds: 15)]));

    [Fact]
    public void Rates_OfDeltas_AreThemselvesAndGapsAreNull() => Assert.Equal(
        [0.5, 0.7, null, 2],
        Of(4, [Delta(0, 10, 5), Delta(10, 20, 7), Delta(30, 40, 20)]));

    [Fact]
    public void Rates_OfASeriesThatIsNewInItsInstrument_BeginAtTheExportBefore() => Assert.Equal(
        [null, 5], Of(2, [Samples.Point(20, 50)], exports: [10, 20]));

    [Fact]
    public void Rates_OfASeriesThatHasLostPoints_BeginWithTheSecond() => Assert.Equal(
        [null, 2], Of(2, [Samples.Point(10, 500), Samples.Point(20, 520)], isWhole: false));

    [Fact]
    public void Rates_OfRareExports_HaveNoGaps() => Assert.Equal([2, 2, 2, 2, 2, 2], Of(6, [Samples.Point(60, 120)]));

    [Fact]
    public void Rates_OfThePointSentTwice_CountItOnce() => Assert.Equal([1, 1], Of(2, [Samples.Point(10, 10), Samples.Point(10, 10), Samples.Point(20, 20)]));

    [Fact]
    public void Rates_OfAPointWithoutAStart_AreUnknownUntilTheNext() => Assert.Equal(
        [null, 2], Of(2, [Samples.Point(10, 10) with { Start = DateTime.UnixEpoch }, Samples.Point(20, 30) with { Start = DateTime.UnixEpoch }]));

    [Fact]
    public void Sum_OfSeries_LeavesOutWhatIsMissing() => Assert.Equal([3, 2, null], Rates.Sum([[1, null, null], [2, 2, null]], 3));

    private static MetricPoint Delta(double from, double to, double value) => Samples.Point(to, value, isCumulative: false, startSeconds: from);

    private static double?[] Of(int steps, MetricPoint[] points, double[]? exports = null, bool isWhole = true)
    {
        var from = StepAxis.Seconds(Samples.Time);
        var times = exports?.Select(seconds => from + seconds) ?? points.Select(point => StepAxis.Seconds(point.Time));
        var changes = PointChanges.Of(new SeriesPoints([], points, isWhole, 0), [.. times]);
        return [.. Rates.Of(changes, new StepAxis(from, 10, steps)).Select(rate => rate is { } value ? Math.Round(value, 9) : rate)];
    }
}
