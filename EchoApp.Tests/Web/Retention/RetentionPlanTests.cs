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
        Assert.Empty(RetentionPlan.Make([Bin("a", 10, 1000), Bin("b", 0, 0)], 1000, Options(requests: 10, age: "1h", bytes: 1000, total: 1000), _now));

    [Theory]
    [InlineData(11, 11, null, null, null)]
    [InlineData(10, null, null, 99L, null)]
    [InlineData(10, null, "1m", null, null)]
    public void Plan_OfABinThatHoldsMore_SaysWhatStays(long requests, int? tooMany, string? age, long? bytes, long? total)
    {
        var (name, retained) = Assert.Single(RetentionPlan.Make([Bin("a", requests, 100, oldest: _now.AddMinutes(-2))], 100, Options(tooMany is null ? null : 10, age, bytes, total), _now));

        Assert.Equal("a", name.ToString());
        Assert.Equal(new Retained(tooMany is null ? null : 10, bytes, age is null ? null : _now.AddMinutes(-1)), retained);
    }

    [Fact]
    public void Plan_OfAnAgeFromBeforeTheCalendar_HasNone() =>
        Assert.Empty(RetentionPlan.Make([Bin("a", 10, 100, oldest: _now.AddYears(-2000))], 100, Options(age: "999999d"), _now));

    [Fact]
    public void Plan_OfABinWithLimitsOfItsOwn_HasThose()
    {
        MeasuredBin[] bins =
        [
            Bin("more", 500, 0, retention: new BinRetention { Requests = 1000 }),
            Bin("none", 500, 0, retention: new BinRetention { Requests = 0 }),
            Bin("other", 500, 0, retention: new BinRetention { Bytes = 7 }),
        ];

        var (bin, retained) = Assert.Single(RetentionPlan.Make(bins, 0, Options(requests: 100), _now));

        Assert.Equal(("other", new Retained(100, 7, null)), (bin.ToString(), retained));
    }

    [Fact]
    public void Plan_OfTooMuchInAll_TakesFromTheBinThatHoldsMostOfWhatIsNotPinned()
    {
        MeasuredBin[] bins = [Bin("large", 10, 900, pinned: 9, pinnedBytes: 800), Bin("most", 10, 300), Bin("small", 10, 100)];

        var (bin, retained) = Assert.Single(RetentionPlan.Make(bins, 1300, Options(total: 1100), _now));

        Assert.Equal(("most", new Retained(null, 100, null)), (bin.ToString(), retained));
    }

    [Fact]
    public void Plan_OfMoreTooMuchThanABinHolds_LeavesNothingOfIt()
    {
        var (_, retained) = Assert.Single(RetentionPlan.Make([Bin("a", 10, 300, pinned: 1, pinnedBytes: 250)], 300, Options(total: 10), _now));

        Assert.Equal(0, retained.Bytes);
    }

    [Fact]
    public void Plan_OfWhatIsPinned_LeavesIt() => Assert.Empty(RetentionPlan.Make([Bin("a", 10, 300, pinned: 10, pinnedBytes: 300)], 300, Options(requests: 5, bytes: 10, total: 10), _now));

    private static RetentionOptions Options(long? requests = null, string? age = null, long? bytes = null, long? total = null) =>
        new(new BinRetention { Requests = requests, Age = age, Bytes = bytes }, total);

    private static MeasuredBin Bin(string name, long requests, long bytes, long pinned = 0, long pinnedBytes = 0, DateTimeOffset? oldest = null, BinRetention? retention = null) =>
        new(Samples.Bin(name, settings: new BinSettings { Retention = retention }), new BinUsage(requests, bytes, pinned, pinnedBytes, Swept: 0, oldest));
}
