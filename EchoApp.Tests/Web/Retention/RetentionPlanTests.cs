using EchoApp.Tests.Web.Storage;
using EchoApp.Web.Retention;
using EchoApp.Web.Storage;
using Xunit;

namespace EchoApp.Tests.Web.Retention;

public sealed class RetentionPlanTests
{
    private static readonly DateTimeOffset _now = Samples.Time;

    [Fact]
    public void Plan_OfBinsThatHoldNoMoreThanIsKept_IsEmpty() =>
        Assert.Empty(RetentionPlan.OfEach([Bin("a", 10, 1000), Bin("b", 0, 0)], Options(requests: 10, age: "1h", bytes: 1000), _now));

    [Theory]
    [InlineData(11, 11, null, null)]
    [InlineData(10, null, null, 99L)]
    [InlineData(10, null, "1m", null)]
    public void Plan_OfABinThatHoldsMore_SaysWhatStays(long requests, int? tooMany, string? age, long? bytes)
    {
        var (name, retained) = Assert.Single(RetentionPlan.OfEach([Bin("a", requests, 100, oldest: _now.AddMinutes(-2))], Options(tooMany is null ? null : 10, age, bytes), _now));

        Assert.Equal("a", name.ToString());
        Assert.Equal(new Retained(tooMany is null ? null : 10, bytes, age is null ? null : _now.AddMinutes(-1)), retained);
    }

    [Fact]
    public void Plan_OfAnAgeFromBeforeTheCalendar_HasNone() =>
        Assert.Empty(RetentionPlan.OfEach([Bin("a", 10, 100, oldest: _now.AddYears(-2000))], Options(age: "999999d"), _now));

    [Fact]
    public void Plan_OfABinWithLimitsOfItsOwn_HasThose()
    {
        MeasuredBin[] bins =
        [
            Bin("more", 500, 0, retention: new BinRetention { Requests = 1000 }),
            Bin("none", 500, 0, retention: new BinRetention { Requests = 0 }),
            Bin("other", 500, 0, retention: new BinRetention { Bytes = 7 }),
        ];

        var (bin, retained) = Assert.Single(RetentionPlan.OfEach(bins, Options(requests: 100), _now));

        Assert.Equal(("other", new Retained(100, 7, null)), (bin.ToString(), retained));
    }

    [Theory]
    [InlineData(1300, "")]
    [InlineData(null, "")]
    [InlineData(1100, "most:100")]
    [InlineData(1040, "large:80 most:80 small:80")]
    [InlineData(10, "large:0 most:0 small:0")]
    public void Plan_OfTooMuchInAll_TakesFromThoseThatHoldMostOfWhatIsNotPinned(int? most, string left)
    {
        MeasuredBin[] bins = [Bin("large", 10, 900, pinned: 9, pinnedBytes: 800), Bin("most", 10, 300), Bin("none", 0, 0), Bin("small", 10, 100)];

        var plan = RetentionPlan.OfAll(bins, Options(total: most));

        Assert.Equal(left, string.Join(' ', plan.Select(part => $"{part.Bin}:{part.Retained.Bytes}")));
        Assert.All(plan, part => Assert.Equal(new Retained(null, part.Retained.Bytes, null), part.Retained));
    }

    [Fact]
    public void Plan_OfTooMuchInAll_TakesAboutAsMuchFromThoseThatHoldAboutAsMuch()
    {
        var plan = RetentionPlan.OfAll([Bin("a", 101, 101_000), Bin("b", 100, 100_000), Bin("c", 100, 100_000)], Options(total: 200_000));

        Assert.Equal(["a:66666", "b:66666", "c:66666"], plan.Select(part => $"{part.Bin}:{part.Retained.Bytes}"));
    }

    [Fact]
    public void Plan_OfWhatIsPinned_LeavesIt()
    {
        MeasuredBin[] bins = [Bin("a", 10, 300, pinned: 10, pinnedBytes: 300)];

        Assert.Empty(RetentionPlan.OfEach(bins, Options(requests: 5, bytes: 10), _now));
        Assert.Empty(RetentionPlan.OfAll(bins, Options(total: 10)));
    }

    private static RetentionOptions Options(long? requests = null, string? age = null, long? bytes = null, long? total = null) =>
        new(new BinRetention { Requests = requests, Age = age, Bytes = bytes }, total);

    private static MeasuredBin Bin(string name, long requests, long bytes, long pinned = 0, long pinnedBytes = 0, DateTimeOffset? oldest = null, BinRetention? retention = null) =>
        new(Samples.Bin(name, settings: new BinSettings { Retention = retention }), new BinUsage(requests, bytes, pinned, pinnedBytes, Swept: 0, oldest, oldest));
}
