using EchoApp.Tests.Web.Storage.Postgres;
using Xunit;

namespace EchoApp.Tests.Web.Bins.Durability;

/// <summary>What was acknowledged is there, once and whole, whatever was killed.</summary>
public sealed class KillTests(PostgresServer postgres)
{
    private const int Enough = 400;

    [Fact]
    public async Task Web_KilledUnderLoad_HasKeptWhatItAcknowledgedOnSqlite()
    {
        using var data = new TemporaryDirectory();
        await KillWebAsync(("Data__Directory", data.Path));
    }

    [Fact]
    public async Task Web_KilledUnderLoad_HasKeptWhatItAcknowledgedOnPostgres() =>
        await KillWebAsync(("ConnectionStrings__store", await postgres.CreateDatabaseAsync()));

    [Fact]
    public async Task Postgres_KilledUnderLoad_HasKeptWhatWebAcknowledgedAndWebGoesOn()
    {
        await using var killed = await PostgresContainer.StartAsync();
        await using var web = await BinnedWeb.StartWithOrdersAsync(("ConnectionStrings__store", killed.ConnectionString));
        var load = SenderLoad.Start(web);
        await load.AcknowledgedAsync(Enough);

        await killed.KillAsync();
        await Eventually.TrueAsync(() => load.Refused > 0, "web refuses what it cannot store");
        Assert.StartsWith("Unhealthy\nstore: Unhealthy, it does not answer as it should\n", await web.HealthAsync(), StringComparison.Ordinal);
        await killed.StartAgainAsync();
        await load.AcknowledgedAsync(Enough);
        await load.EndAsync();

        await load.AssertKeptAsync(web);
        Assert.Equal(0, load.Broken);
        Assert.StartsWith("Healthy\n", await web.HealthAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_KilledUnderLoad_HaveKeptWhatWasAcknowledged()
    {
        await using var killed = await PostgresContainer.StartAsync();
        SenderLoad load;
        await using (var web = await BinnedWeb.StartWithOrdersAsync(("ConnectionStrings__store", killed.ConnectionString)))
        {
            load = SenderLoad.Start(web);
            await load.AcknowledgedAsync(Enough);
            await Task.WhenAll(killed.KillAsync(), web.Process.SignalAsync("KILL"));
            await load.EndAsync();
        }

        await killed.StartAgainAsync();
        await using var next = await BinnedWeb.StartWithOrdersAsync(("ConnectionStrings__store", killed.ConnectionString));

        await load.AssertKeptAsync(next);
    }

    private static async Task KillWebAsync((string Name, string Value) store)
    {
        SenderLoad load;
        await using (var web = await BinnedWeb.StartWithOrdersAsync(store))
        {
            load = SenderLoad.Start(web);
            await load.AcknowledgedAsync(Enough);
            await web.Process.SignalAsync("KILL");
            await load.EndAsync();
        }

        await using var next = await BinnedWeb.StartWithOrdersAsync(store);

        await load.AssertKeptAsync(next);
    }
}
