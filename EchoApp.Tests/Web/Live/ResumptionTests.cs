using System.Net;
using EchoApp.Tests.Web.Bins;
using EchoApp.Tests.Web.Bins.Durability;
using EchoApp.Tests.Web.Storage.Postgres;
using Npgsql;
using Xunit;

namespace EchoApp.Tests.Web.Live;

/// <summary>Whatever is cut, killed or restarted, who follows is told of each request once, in the order of the commits.</summary>
public sealed class ResumptionTests(PostgresServer postgres)
{
    private const int Some = 150;

    [Fact]
    public async Task Connection_CutAgainAndAgain_LosesAndRepeatsNothingOnSqlite()
    {
        using var data = new TemporaryDirectory();
        await CutAsync(("Data__Directory", data.Path));
    }

    [Fact]
    public async Task Connection_CutAgainAndAgain_LosesAndRepeatsNothingOnPostgres() =>
        await CutAsync(("ConnectionStrings__store", await postgres.CreateDatabaseAsync()));

    [Theory]
    [InlineData("TERM")]
    [InlineData("KILL")]
    public async Task Web_StartedAgain_LosesAndRepeatsNothing(string signal)
    {
        using var data = new TemporaryDirectory();
        (string, string)[] settings = [("Data__Directory", data.Path), ("PAGES_PORT", $"{FreePort.Choose()}")];
        EventSource source;
        await using (var web = await BinnedWeb.StartWithOrdersAsync(settings))
        {
            source = await EventSource.StartAsync(web);
            var load = SenderLoad.Start(web);
            await load.AcknowledgedAsync(Some);
            await web.Process.SignalAsync(signal);
            await web.Process.WaitForExitAsync();
            await load.EndAsync();
        }

        await using var next = await BinnedWeb.StartWithOrdersAsync(settings);

        await source.AssertToldAllAsync(next);

        // More than once where the first, on its way out, let it in once more.
        Assert.InRange(source.Connections, 2, int.MaxValue);
        await source.DisposeAsync();
    }

    [Fact]
    public async Task Postgres_StartedAgain_LosesAndRepeatsNothingAndTheStreamStays()
    {
        await using var killed = await PostgresContainer.StartAsync();
        await using var web = await BinnedWeb.StartWithOrdersAsync(("ConnectionStrings__store", killed.ConnectionString));
        await using var source = await EventSource.StartAsync(web);
        var load = SenderLoad.Start(web);
        await load.AcknowledgedAsync(Some);

        await killed.KillAsync();
        await Eventually.TrueAsync(() => load.Refused > 0, "web refuses what it cannot store");
        await killed.StartAgainAsync();
        await load.AcknowledgedAsync(Some);
        await load.EndAsync();

        await source.AssertToldAllAsync(web);
        Assert.Equal(1, source.Connections);
        Assert.DoesNotContain("notifications do not come through", web.Process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replicas_TellOfWhatTheOtherCaptures()
    {
        var store = ("ConnectionStrings__store", await postgres.CreateDatabaseAsync());
        await using var first = await BinnedWeb.StartWithOrdersAsync(store);
        await using var second = await BinnedWeb.StartWithOrdersAsync(store);
        await using var ofFirst = await EventSource.StartAsync(first);
        await using var ofSecond = await EventSource.StartAsync(second, "live");

        var load = SenderLoad.Start(first);
        await load.AcknowledgedAsync(Some);
        await load.EndAsync();

        await ofFirst.AssertToldAllAsync(second);
        await ofSecond.AssertToldAllAsync(first);
    }

    [Fact]
    public async Task Listener_WhoseConnectionsAreEnded_LosesAndRepeatsNothing()
    {
        var store = await postgres.CreateDatabaseAsync();
        await using var web = await BinnedWeb.StartWithOrdersAsync(("ConnectionStrings__store", store));
        await using var source = await EventSource.StartAsync(web);
        var load = SenderLoad.Start(web);

        for (var i = 0; i < 5; i++)
        {
            await load.AcknowledgedAsync(Some / 5);
            await Eventually.TrueAsync(() => EndListenerAsync(store), "somebody listens");
        }

        await load.EndAsync();

        await source.AssertToldAllAsync(web);
        Assert.Equal(1, source.Connections);
        Assert.DoesNotContain("notifications do not come through", web.Process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_WhoseTablesAreMadeAnew_IsToldOfFromItsBeginning()
    {
        var store = await postgres.CreateDatabaseAsync();
        await using var web = await BinnedWeb.StartWithOrdersAsync(("ConnectionStrings__store", store));
        await using var source = await EventSource.StartAsync(web, "live");
        var load = SenderLoad.Start(web);
        await load.AcknowledgedAsync(Some);
        await load.EndAsync();
        await source.AssertToldAllAsync(web);
        var told = source.Told.Count;
        await Eventually.TrueAsync(() => TryRunAsync(store, "DROP SCHEMA echoapp CASCADE"), "the tables are gone");
        await Eventually.TrueAsync(async () => (await web.SendAsync(HttpMethod.Post, "bins", "{\"name\":\"orders\"}")).Status == HttpStatusCode.Created, "there is a bin again");

        (await web.Echo.PostAsync("/b/orders/anew", content: null, TestContext.Current.CancellationToken)).Dispose();

        await source.ToldAsync(told + 1);
        Assert.Equal("/b/orders/anew", source.Paths[^1]);
    }

    /// <returns>False where it has met who uses them.</returns>
    private static async Task<bool> TryRunAsync(string store, string sql)
    {
        try
        {
            await PostgresServer.RunAsync(store, sql);
            return true;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DeadlockDetected)
        {
            return false;
        }
    }

    private static async Task CutAsync((string, string) store)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync(store);
        await using var source = await EventSource.StartAsync(web);
        var load = SenderLoad.Start(web);
        while (source.Connections < 8)
        {
            var before = source.Connections;
            await load.AcknowledgedAsync(Some / 8);
            source.Cut();
            await Eventually.TrueAsync(() => source.Connections > before, "it comes again");
        }

        await load.EndAsync();

        await source.AssertToldAllAsync(web);
    }

    /// <returns>Whether there was one.</returns>
    private static async Task<bool> EndListenerAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false });
        await using var command = source.CreateCommand(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND query IN ('LISTEN echoapp', 'SELECT 1')");
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))! > 0;
    }
}
