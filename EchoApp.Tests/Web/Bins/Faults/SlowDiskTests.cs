using EchoApp.Tests.Web.Bins.Durability;
using Xunit;

namespace EchoApp.Tests.Web.Bins.Faults;

public sealed class SlowDiskTests
{
    /// <summary>One request for each wait would be 200 a second.</summary>
    [Fact]
    public async Task Disk_ThatIsSlow_IsWaitedForByManyRequestsTogether()
    {
        const int Enough = 600;
        using var data = new TemporaryDirectory();
        using var disk = await SlowDisk.MakeAsync();
        await using var web = await BinnedWeb.StartWithOrdersAsync([("Data__Directory", data.Path), .. disk.Environment]);
        var before = disk.Syncs;

        var load = SenderLoad.Start(web);
        await load.AcknowledgedAsync(Enough);
        await load.EndAsync();

        Assert.InRange(disk.Syncs - before, 1, load.Acknowledged / 2);
        Assert.Equal(0, load.Refused);
        Assert.StartsWith("Healthy\n", await web.HealthAsync(), StringComparison.Ordinal);
        await load.AssertKeptAsync(web);
    }
}
