using EchoApp.Hosting.Dashboard.Telemetry.Metrics;
using EchoApp.Hosting.Dashboard.Telemetry.Model;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>Steps of ten seconds from <see cref="Samples.Time"/> on.</summary>
public sealed class LastValuesTests
{
    private static readonly Instrument _gauge = Samples.Instrument(InstrumentKind.Gauge);
    private static readonly Instrument _upDown = Samples.Instrument(InstrumentKind.UpDownCounter);

    [Fact]
    public void Values_OfAGauge_AreTheLastOfEachStep() => Assert.Equal(
        // The interval is 7 s: at 30 s nothing had come for 15.
        [2, 3, null, null, 9], Of(5, Samples.Point(5, 1, _gauge), Samples.Point(8, 2, _gauge), Samples.Point(15, 3, _gauge), Samples.Point(45, 9, _gauge)));

    [Fact]
    public void Values_ThatAreSentRarely_HoldUntilTheNext() => Assert.Equal(
        [1, 1, 2, 2, 2, 3], Of(6, Samples.Point(0, 1, _gauge), Samples.Point(30, 2, _gauge), Samples.Point(60, 3, _gauge)));

    [Fact]
    public void Values_BeforeTheFirstPoint_AreNull() => Assert.Equal([null, 4], Of(2, Samples.Point(15, 4, _gauge)));

    [Fact]
    public void Values_OfDeltas_AddUp() => Assert.Equal(
        [5, 3], Of(2, Samples.Point(10, 5, _upDown, isCumulative: false), Samples.Point(20, -2, _upDown, isCumulative: false)));

    [Fact]
    public void Values_OfDeltasOfWhichTheFirstAreGone_AddUpAllTheSame()
    {
        var series = new SeriesPoints([], [Samples.Point(20, -2, _upDown, isCumulative: false)], IsWhole: false, DeltaTotal: 3);

        Assert.Equal([null, 3], LastValues.Of(series, Axis(2)));
    }

    [Fact]
    public void Values_OfASumSinceAStart_AreWhatItStandsAt() => Assert.Equal([5, 3], Of(2, Samples.Point(10, 5, _upDown), Samples.Point(20, 3, _upDown)));

    private static double?[] Of(int steps, params MetricPoint[] points) =>
        LastValues.Of(new SeriesPoints([], points, true, points.Where(point => !point.IsCumulative).Sum(point => point.Value)), Axis(steps));

    private static StepAxis Axis(int steps) => new(StepAxis.Seconds(Samples.Time), 10, steps);
}
