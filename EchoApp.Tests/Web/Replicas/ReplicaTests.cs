using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using EchoApp.Tests.Http;
using EchoApp.Tests.Web.Access;
using EchoApp.Tests.Web.Bins;
using EchoApp.Tests.Web.Bins.Durability;
using EchoApp.Tests.Web.Live;
using EchoApp.Tests.Web.Storage.Postgres;
using Xunit;

namespace EchoApp.Tests.Web.Replicas;

/// <summary>Several webs on one PostgreSQL behind a balancer are one EchoApp.</summary>
public sealed class ReplicaTests(PostgresServer postgres)
{
    private const int Some = 100;
    private const string Newer = "The store is that of a newer EchoApp.";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Replicas_BehindABalancer_AreOneEchoApp()
    {
        var store = await postgres.CreateDatabaseAsync();
        await using var replicas = await ReplicatedWeb.StartAsync(store);
        Assert.Equal(1, await PostgresServer.ReadNumberAsync(store, "SELECT count(*) FROM echoapp.version"));

        await AssertShareABinAsync(replicas);
        await AssertShareAScriptAsync(replicas);
        await AssertShareASessionAsync(replicas);
        await AssertSweepOnceAsync(replicas);

        foreach (var web in replicas.Webs)
        {
            Assert.StartsWith("Healthy\n", await web.HealthAsync(), StringComparison.Ordinal);
            Assert.Empty(web.Process.Faults);
        }
    }

    [Fact]
    public async Task Replicas_KilledInTurnUnderLoad_LoseNothingThatWasAcknowledgedAndTellOfAllOfItOnce()
    {
        await using var replicas = await ReplicatedWeb.StartAsync(await postgres.CreateDatabaseAsync(), ("Bins__orders__Raw", "false"));
        await using var source = new EventSource(new Uri(replicas.Api.BaseAddress!, "bins/orders/live"), ask: request => request.Headers.ConnectionClose = true);
        await source.BegunAsync();
        var load = SenderLoad.StartThrough(replicas.Balancer.Echo);

        for (var i = 0; i < replicas.Webs.Count; i++)
        {
            await load.AcknowledgedAsync(Some);
            await replicas.KillAsync(i);
            await load.AcknowledgedAsync(Some);
            await replicas.StartAsync(i);
        }

        await load.EndAsync();

        Assert.InRange(load.Broken, 1, int.MaxValue);
        await load.AssertKeptAsync(replicas.Webs[0]);
        await source.AssertToldAllAsync(replicas.Webs[^1]);
        Assert.InRange(source.Connections, 2, int.MaxValue);
    }

    /// <summary>As when the next version changes the schema while this one is running. What it adds hurts nobody, and what older ones may not go on with it takes from them.</summary>
    [Fact]
    public async Task Replicas_WhenANewerVersionChangesTheSchema_GoOnUntilTheyMayNotAndSayWhy()
    {
        var store = await postgres.CreateDatabaseAsync();
        (string, string)[] settings = [("ConnectionStrings__store", store), ("Bins__orders__Raw", "false")];
        await using var older = await BinnedWeb.StartAsync(settings);
        await SendAsync(older.Process.EchoEndPoints[0], "orders", 0);

        await PostgresServer.RunAsync(store, "ALTER TABLE echoapp.requests ADD COLUMN newer text; CREATE TABLE echoapp.newer (newer integer); UPDATE echoapp.version SET version = version + 1");
        await SendAsync(older.Process.EchoEndPoints[0], "orders", 1);
        Assert.Equal(2, (await older.RequestsAsync()).Count);
        Assert.StartsWith("Healthy\n", await older.HealthAsync(), StringComparison.Ordinal);
        await AssertDoesNotStartAsync(settings);

        await PostgresServer.RunAsync(store, "ALTER SEQUENCE echoapp.request_positions RENAME TO newer_positions");
        await Eventually.TrueAsync(
            async () =>
            {
                var answer = await older.ExchangeAsync("GET /b/orders HTTP/1.1\r\nHost: a\r\n\r\n");
                Assert.Equal((503, "5"), (answer.Status, answer.Header("Retry-After")));
                return answer.Json.GetProperty("detail").GetString() == $"Not stored, and to be sent again. {Newer}";
            },
            "it says why");
        Assert.StartsWith("Unhealthy\n", await older.HealthAsync(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, $"{Newer} /health tells when it is back."), await older.RefusalAsync(HttpMethod.Get, "bins/orders/requests"));
        Assert.Equal(200, (await older.ExchangeAsync("GET / HTTP/1.1\r\nHost: a\r\n\r\n")).Status);
        Assert.DoesNotContain("   at ", older.Process.Output, StringComparison.Ordinal);
    }

    /// <summary>Made on one, filled through all, the same on each.</summary>
    private static async Task AssertShareABinAsync(ReplicatedWeb replicas)
    {
        await MakeAsync(replicas, """{"name":"orders"}""");
        for (var i = 0; i < 12; i++)
        {
            await SendAsync(replicas.Balancer.Echo, "orders", i);
        }

        var lists = await Task.WhenAll(replicas.Webs.Select(web => web.RequestsAsync()));
        Assert.Equal(Enumerable.Range(0, 12).Reverse().Select(i => $"/b/orders/{i}"), lists[0].Select(request => request!["path"]!.GetValue<string>()));
        Assert.All(lists, list => Assert.Equal(lists[0].ToJsonString(), list.ToJsonString()));

        // The balancer did what it is there for.
        var ports = new HashSet<string>();
        foreach (var request in lists[0])
        {
            ports.Add((await replicas.Webs[0].GetAsync($"bins/orders/requests/{request!["id"]}"))["local"]!["port"]!.ToJsonString());
        }

        Assert.Equal(replicas.Webs.Count, ports.Count);
    }

    private static async Task AssertShareAScriptAsync(ReplicatedWeb replicas)
    {
        await MakeAsync(replicas, """{"name":"scripted","script":{"steps":[{"times":2,"response":{"status":503}},{"times":1,"response":{"status":429}},{"response":{"status":202}}]}}""");

        var statuses = new List<int>();
        for (var i = 0; i < 5; i++)
        {
            statuses.Add((await RawHttp.ExchangeAsync(replicas.Balancer.Echo, "GET /b/scripted HTTP/1.1\r\nHost: a\r\n\r\n", Cancellation)).Status);
        }

        Assert.Equal([503, 503, 429, 202, 202], statuses);
    }

    private static async Task AssertShareASessionAsync(ReplicatedWeb replicas)
    {
        using var browser = new SessionClient(replicas.Webs[0].Process);
        (await browser.PostAsync("/login", $"token={BinnedWeb.Token}")).Dispose();
        var clients = replicas.Webs.Select(web => new SessionClient(web.Process, browser.Cookie)).ToArray();
        foreach (var client in clients)
        {
            Assert.Equal(HttpStatusCode.OK, await client.StatusAsync());
        }

        (await clients[^1].PostAsync("/logout", "")).Dispose();

        Assert.Equal(HttpStatusCode.Unauthorized, await browser.StatusAsync());
        Array.ForEach(clients, client => client.Dispose());
    }

    /// <summary>Whichever of them sweeps, it is done once, and counted once.</summary>
    private static async Task AssertSweepOnceAsync(ReplicatedWeb replicas)
    {
        await MakeAsync(replicas, """{"name":"bounded","retention":{"requests":20}}""");
        await Parallel.ForAsync(0, 200, Cancellation, async (i, _) => await SendAsync(replicas.Balancer.Echo, "bounded", i));

        foreach (var web in replicas.Webs)
        {
            await Eventually.TrueAsync(async () => (await UsageAsync(web))["requests"]!.GetValue<int>() == 20, "the oldest are swept");
            Assert.Equal(180, (await UsageAsync(web))["swept"]!.GetValue<int>());
        }
    }

    private static async Task<JsonNode> UsageAsync(BinnedWeb web) => (await web.GetAsync("bins/bounded"))["usage"]!;

    private static async Task MakeAsync(ReplicatedWeb replicas, string bin)
    {
        using var made = await replicas.Api.PostAsJsonAsync("bins", JsonNode.Parse(bin), Cancellation);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
    }

    private static async Task SendAsync(IPEndPoint echo, string bin, int number) =>
        Assert.Equal(200, (await RawHttp.ExchangeAsync(echo, string.Create(CultureInfo.InvariantCulture, $"GET /b/{bin}/{number} HTTP/1.1\r\nHost: a\r\n\r\n"), Cancellation)).Status);

    private static async Task AssertDoesNotStartAsync((string, string)[] settings)
    {
        await using var next = WebProcess.Launch([], [("Access__Token", BinnedWeb.Token), ("Redaction__FingerprintKey", "of-the-tests-fingerprint-key"), .. settings]);
        Assert.Equal(1, await next.WaitForExitAsync());
        Assert.Contains("version", Assert.Single(next.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}
