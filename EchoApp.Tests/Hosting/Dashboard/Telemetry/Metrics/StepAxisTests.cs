using EchoApp.Hosting.Dashboard.Telemetry.Metrics;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Telemetry.Metrics;

public sealed class StepAxisTests
{
    [Fact]
    public void Until_Now_EndsWithTheStepThatIsUnderWay()
    {
        var axis = StepAxis.Until(DateTimeOffset.FromUnixTimeMilliseconds(1_003_200), 60, 12);

        Assert.Equal(new StepAxis(945, 5, 12), axis);
        Assert.Equal(1_005, axis.To);
    }

    [Theory]
    [InlineData(100, -1)]
    [InlineData(100.1, 0)]
    [InlineData(110, 0)]
    [InlineData(110.1, 1)]
    [InlineData(120, 1)]
    [InlineData(120.1, 2)]
    [InlineData(-5000, -1)]
    [InlineData(5000, 2)]
    public void IndexOf_ATime_IsTheStepThatEndsWithIt(double time, int expected) => Assert.Equal(expected, new StepAxis(100, 10, 2).IndexOf(time));

    [Fact]
    public void Overlap_OfAStretch_IsWhatEachStepHasOfIt()
    {
        var axis = new StepAxis(100, 10, 3);

        Assert.Equal([(0, 5.0), (1, 10.0), (2, 1.0)], axis.Overlap(105, 121));
        Assert.Equal([(0, 10.0), (1, 10.0), (2, 10.0)], axis.Overlap(0, 1_000));
        Assert.Empty(axis.Overlap(90, 100));
        Assert.Empty(axis.Overlap(130, 140));
    }
}
