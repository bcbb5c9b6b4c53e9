using EchoApp.Tests.Web.Telemetry;
using EchoApp.Web.Bins;
using EchoApp.Web.Storage;
using Xunit;

namespace EchoApp.Tests.Web.Bins;

public sealed class BinMetricsTests
{
    [Fact]
    public void Counts_AreOfRequestsAndOfReasonsAlone()
    {
        using var measured = new Measurements();
        var metrics = new BinMetrics(measured.Meters);
        measured.Listen();

        metrics.CountCaptured();
        metrics.CountRefused(BinRefusal.TooMany);

        Assert.Equal([("{request}", 1, "")], measured.Of("echoapp.captured"));
        Assert.Equal([("{request}", 1, "echoapp.reason=too_many")], measured.Of("echoapp.refused"));
    }

    [Fact]
    public void Counting_TakesNoMemory()
    {
        using var measured = new Measurements();
        var metrics = new BinMetrics(measured.Meters);
        Count();
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1000; i++)
        {
            Count();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Count()
        {
            metrics.CountCaptured();
            metrics.CountRefused(BinRefusal.TooMany);
        }
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(400, "unreadable")]
    [InlineData(408, "too_slow")]
    [InlineData(413, "too_long")]
    [InlineData(503, "short_of_memory")]
    public void Body_ThatWasNotTaken_IsToldByItsStatus(int status, string? reason) => Assert.Equal(reason, BinRefusal.OfBody(status));

    [Fact]
    public void Trouble_OfTheStore_IsThatThereIsNoRoomOrAnother()
    {
        Assert.Equal("store_full", new StoreUnavailableException("") { IsFull = true }.Kind);
        Assert.Equal("store_full", StoreLimit.WhenReached().Kind);
        Assert.Equal("store_unavailable", new StoreUnavailableException("").Kind);
    }
}
