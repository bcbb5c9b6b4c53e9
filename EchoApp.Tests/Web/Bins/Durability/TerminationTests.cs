using EchoApp.Tests.Http;
using EchoApp.Tests.Web.Bins.Faults;
using EchoApp.Tests.Web.Storage.Postgres;
using Xunit;

namespace EchoApp.Tests.Web.Bins.Durability;

/// <summary>Told to end, web commits or refuses what is in flight, and is gone within two seconds.</summary>
public sealed class TerminationTests(PostgresServer postgres)
{
    private const int Enough = 200;

    private static readonly TimeSpan _most = TimeSpan.FromSeconds(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Term_UnderLoad_CommitsOrRefusesWhatIsInFlightOnSqlite()
    {
        using var data = new TemporaryDirectory();
        await TerminateAsync(("Data__Directory", data.Path));
    }

    [Fact]
    public async Task Term_UnderLoad_CommitsOrRefusesWhatIsInFlightOnPostgres() =>
        await TerminateAsync(("ConnectionStrings__store", await postgres.CreateDatabaseAsync()));

    [Fact]
    public async Task Term_WhileTheStoreIsFrozen_RefusesWhatWaitsForIt()
    {
        await using var frozen = await PostgresContainer.StartAsync();
        SenderLoad load;
        await using (var web = await BinnedWeb.StartWithOrdersAsync(("ConnectionStrings__store", frozen.ConnectionString)))
        {
            load = SenderLoad.Start(web);
            await load.AcknowledgedAsync(Enough);
            await frozen.FreezeAsync();
            await EndInTimeAsync(web);
            await load.EndAsync();
            await frozen.ThawAsync();
        }

        await using var next = await BinnedWeb.StartWithOrdersAsync(("ConnectionStrings__store", frozen.ConnectionString));

        await load.AssertKeptAsync(next);
    }

    [Fact]
    public async Task Term_WhileTheFileIsLocked_RefusesWhatWaitsForIt()
    {
        using var data = new TemporaryDirectory();
        SenderLoad load;
        await using (var web = await BinnedWeb.StartWithOrdersAsync(("Data__Directory", data.Path)))
        {
            load = SenderLoad.Start(web);
            await load.AcknowledgedAsync(Enough);
            using var held = new FileLock(Path.Combine(data.Path, "echoapp.db"));
            await EndInTimeAsync(web);
            await load.EndAsync();
        }

        await using var next = await BinnedWeb.StartWithOrdersAsync(("Data__Directory", data.Path));

        await load.AssertKeptAsync(next);
    }

    private static async Task TerminateAsync((string Name, string Value) store)
    {
        SenderLoad load;
        await using (var web = await BinnedWeb.StartWithOrdersAsync(store))
        {
            load = SenderLoad.Start(web);
            await load.AcknowledgedAsync(Enough);
            await using var half = await RawHttp.ConnectAsync(web.Process.EchoEndPoints[0], Cancellation);
            await half.SendAsync("POST /b/orders/half HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n", Cancellation);
            Assert.Equal(100, (await half.ReceiveAsync(isHead: true, Cancellation)).Status);
            await half.SendAsync("12345", Cancellation);

            await EndInTimeAsync(web);
            await load.EndAsync();
            Assert.DoesNotContain("HTTP/1.1 200", await half.ReceiveToEndAsync(Cancellation), StringComparison.Ordinal);
        }

        await using var next = await BinnedWeb.StartWithOrdersAsync(store);

        await load.AssertKeptAsync(next);
    }

    private static async Task EndInTimeAsync(BinnedWeb web)
    {
        var started = TimeProvider.System.GetTimestamp();
        Assert.Equal(0, await web.Process.StopAsync());
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, _most);
    }
}
