using EchoApp.Tests.Web.Bins.Durability;
using EchoApp.Tests.Web.Live;
using EchoApp.Tests.Web.Storage.Postgres;
using Npgsql;
using Xunit;

namespace EchoApp.Tests.Web.Bins.Faults;

/// <summary>What comes over PostgreSQL while it is the store.</summary>
public sealed class PostgresFaultTests(PostgresServer postgres)
{
    private const int Some = 150;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connections_AllTaken_AreWaitedForByNobodyAndUsedOnceThereAreSome()
    {
        var store = await postgres.CreateDatabaseAsync();
        var name = new NpgsqlConnectionStringBuilder(store).Database!;
        await PostgresServer.RunAsync(store, $"CREATE ROLE {name} LOGIN PASSWORD '{name}'; ALTER DATABASE {name} OWNER TO {name}");
        await using var web = await FaultyWeb.StartAsync(("ConnectionStrings__store", new NpgsqlConnectionStringBuilder(store) { Username = name, Password = name }.ToString()));
        await web.AssertStoresAsync();

        await PostgresServer.RunAsync(store, $"ALTER ROLE {name} CONNECTION LIMIT 0");
        await Eventually.TrueAsync(
            async () => await PostgresServer.ReadNumberAsync(store, $"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = '{name}'") == 0, "there are none left");
        await web.AssertRefusesAsync("The store has too little of what it needs.");
        await web.AssertReadersRefusedAsync("The store has too little of what it needs.");
        await web.AssertUnhealthyAsync("53300");

        await PostgresServer.RunAsync(store, $"ALTER ROLE {name} CONNECTION LIMIT -1");
        await web.AssertGoesOnAsync();
    }

    [Fact]
    public async Task Server_ThatHasBecomeReadOnly_IsReadFromAndUsedAgainOnceItIsNot()
    {
        var store = await postgres.CreateDatabaseAsync();
        var name = new NpgsqlConnectionStringBuilder(store).Database;
        var administrator = new NpgsqlConnectionStringBuilder(store) { Database = "postgres" }.ToString();
        await using var web = await FaultyWeb.StartAsync(("ConnectionStrings__store", store));
        await web.AssertStoresAsync();

        await PostgresServer.RunAsync(administrator, $"ALTER DATABASE {name} SET default_transaction_read_only = on");
        await PostgresServer.RunAsync(administrator, $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        await Eventually.TrueAsync(async () => (await web.Web.HealthAsync()).StartsWith(FaultyWeb.Unhealthy, StringComparison.Ordinal), "/health says so before anybody has sent anything");
        await web.AssertRefusesAsync("The store is read-only.");
        await web.AssertUnhealthyAsync("The store is read-only.");
        Assert.Single(await web.Web.RequestsAsync());

        // Sessions that are there stay read-only.
        await PostgresServer.RunAsync(administrator, $"ALTER DATABASE {name} RESET default_transaction_read_only");

        await web.AssertGoesOnAsync();
    }

    [Fact]
    public async Task Server_StoppedInOrderAndStartedUnderLoad_HasKeptWhatWasAcknowledged()
    {
        await using var stopped = await PostgresContainer.StartAsync();
        await using var web = await BinnedWeb.StartWithOrdersAsync(("ConnectionStrings__store", stopped.ConnectionString));
        await using var source = await EventSource.StartAsync(web);
        var load = SenderLoad.Start(web);
        await load.AcknowledgedAsync(Some);

        await stopped.StopAsync();
        await Eventually.TrueAsync(() => load.Refused > 0, "web refuses what it cannot store");
        await load.EndAsync();
        Assert.StartsWith(FaultyWeb.Unhealthy, await web.HealthAsync(), StringComparison.Ordinal);
        await stopped.StartAgainAsync();

        await AssertAllIsWellAsync(load, web, source);
    }

    [Fact]
    public async Task Server_ThatIsKilledAndHasAStandby_IsReplacedByThat()
    {
        await using var first = await PostgresContainer.StartAsync();
        await using var second = await FollowAsync(first);

        // The standby stands first: it answers, and is not what is stored to.
        var hosts = new NpgsqlConnectionStringBuilder(first.ConnectionString) { Host = $"127.0.0.1:{second.Port},127.0.0.1:{first.Port}" };
        await using var web = await BinnedWeb.StartWithOrdersAsync(("ConnectionStrings__store", hosts.ToString()));
        await using var source = await EventSource.StartAsync(web);
        var load = SenderLoad.Start(web);
        await load.AcknowledgedAsync(Some);
        Assert.StartsWith("Healthy\n", await web.HealthAsync(), StringComparison.Ordinal);

        await first.KillAsync();
        await Eventually.TrueAsync(() => load.Refused > 0, "web refuses what it cannot store");
        await load.EndAsync();
        Assert.StartsWith(FaultyWeb.Unhealthy, await web.HealthAsync(), StringComparison.Ordinal);
        await second.RunAsync("pg_ctl promote --wait --pgdata \"$PGDATA\"");

        await AssertAllIsWellAsync(load, web, source);
    }

    [Theory]
    [InlineData("standby")]
    [InlineData("any")]
    public async Task Hosts_OfWhichOneThatStoresNothingIsAskedFor_EndTheStartWithOneLine(string target)
    {
        await using var web = WebProcess.Launch([], ("ConnectionStrings__store", $"Host=a,b;Username=echoapp;Target Session Attributes={target}"));

        Assert.Equal(1, await web.WaitForExitAsync());
        var line = Assert.Single(web.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains($"Target Session Attributes={target} leads to hosts that store nothing; of several it must be read-write, as without it, or primary", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disk_ThatIsFull_TakesRequestsAgainOnceThereIsRoom()
    {
        await using var full = await PostgresContainer.StartAsync(options: ["--tmpfs", "/small:size=48m,uid=999,gid=999,mode=700"]);
        await PostgresServer.RunAsync(full.ConnectionString, "CREATE TABLESPACE small LOCATION '/small'");
        await PostgresServer.RunAsync(full.ConnectionString, "CREATE DATABASE small TABLESPACE small");
        var store = new NpgsqlConnectionStringBuilder(full.ConnectionString) { Database = "small" }.ToString();
        await using var web = await FaultyWeb.StartAsync(("ConnectionStrings__store", store));
        await web.AssertStoresAsync();

        await full.RunAsync("cat /dev/zero > /small/foreign; true");
        await Eventually.TrueAsync(async () => (await web.SendAsync(200_000)).Status == 503, "it is full");
        var refused = await web.SendAsync(200_000);
        Assert.Equal((503, "5"), (refused.Status, refused.Header("Retry-After")));
        Assert.Equal("Not stored, and to be sent again. The store is full.", refused.Json.GetProperty("detail").GetString());
        await web.AssertUnhealthyAsync("53100");
        Assert.NotEmpty(await web.Web.RequestsAsync());
        await full.RunAsync("rm /small/foreign");

        await web.AssertGoesOnAsync();
    }

    private static async Task AssertAllIsWellAsync(SenderLoad load, BinnedWeb web, EventSource source)
    {
        await Eventually.TrueAsync(async () => (await web.HealthAsync()).StartsWith("Healthy\n", StringComparison.Ordinal), "/health says so");
        await load.AssertKeptAsync(web);
        Assert.Equal(0, load.Broken);
        using var sent = await web.Echo.GetAsync("/b/orders/last", Cancellation);
        sent.EnsureSuccessStatusCode();
        await source.ToldAsync("/b/orders/last");
        Assert.Equal((await SenderLoad.ReadAllAsync(web)).Select(request => request.Path).Reverse(), source.Paths);
        Assert.Equal(1, source.Connections);
    }

    /// <summary>A standby that has whatever the first acknowledges.</summary>
    private static async Task<PostgresContainer> FollowAsync(PostgresContainer first)
    {
        await first.RunAsync("echo 'host replication all all scram-sha-256' >> \"$PGDATA/pg_hba.conf\" && psql -U echoapp -c 'SELECT pg_reload_conf()'");
        var second = await PostgresContainer.StartAsync(
            options: ["--entrypoint", "sh", "--env", $"PGPASSWORD={PostgresServer.Password}", "--user", "postgres"],
            command: $"pg_basebackup --checkpoint=fast -h {await first.AddressAsync()} -U echoapp -D \"$PGDATA\" -R && chmod 700 \"$PGDATA\" && exec postgres -c max_connections=400");
        await PostgresServer.RunAsync(first.ConnectionString, "ALTER SYSTEM SET synchronous_standby_names = '*'");
        await PostgresServer.RunAsync(first.ConnectionString, "SELECT pg_reload_conf()");
        await Eventually.TrueAsync(
            async () => await PostgresServer.ReadNumberAsync(first.ConnectionString, "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'") == 1, "the second follows");
        return second;
    }
}
