using System.Net;
using EchoApp.Tests.Http;
using EchoApp.Tests.Web.Bins;
using EchoApp.Tests.Web.Storage.Postgres;
using Xunit;

namespace EchoApp.Tests.Web.Incidents;

/// <summary>
/// State that is changed while others read it (Mailpit GHSA-w4vj-r5pg-3722: a map written to by two requests at once ends the process). Bins are made, set,
/// sent to, read and deleted by many at once.
/// </summary>
public sealed class RaceTests(PostgresServer postgres)
{
    private const int Workers = 12;
    private const int Rounds = 60;

    private static readonly string[] _names = ["a", "b", "c"];

    private static readonly (Func<BinnedWeb, string, Task<int>> Act, int[] Statuses)[] _acts =
    [
        ((web, bin) => ApiAsync(web, HttpMethod.Post, "bins", $$"""{"name":"{{bin}}"}"""), [201, 409]),
        (ToBinAsync, [200, 202, 404]),
        ((web, bin) => ApiAsync(web, HttpMethod.Patch, $"bins/{bin}", """{"script":{"steps":[{"times":2,"response":{"status":202}},{}],"perHeader":"X-A"}}"""), [200, 404]),
        (ToBinAsync, [200, 202, 404]),
        ((web, bin) => ApiAsync(web, HttpMethod.Get, $"bins/{bin}/requests"), [200, 404]),
        ((web, bin) => ApiAsync(web, HttpMethod.Patch, $"bins/{bin}", """{"raw":true,"script":null}"""), [200, 404]),
        ((web, _) => ApiAsync(web, HttpMethod.Get, "bins"), [200]),
        (ToBinAsync, [200, 202, 404]),
        ((web, bin) => ApiAsync(web, HttpMethod.Delete, $"bins/{bin}/requests"), [200, 404]),
        (ToBinAsync, [200, 202, 404]),
        ((web, bin) => ApiAsync(web, HttpMethod.Delete, $"bins/{bin}"), [204, 404]),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bins_UsedByManyAtOnce_AreOneThingOrTheOtherOnSqlite()
    {
        await using var web = await BinnedWeb.StartAsync(("Echo__Prefixes__b", "true"));
        await RaceAsync(web);
    }

    [Fact]
    public async Task Bins_UsedByManyAtOnce_AreOneThingOrTheOtherInMemory()
    {
        using var directory = new TemporaryDirectory();
        await using var web = await BinnedWeb.StartAsync(("Data__Directory", $"{directory.Write("file", "")}/data"), ("Capture__InMemory", "true"));
        await RaceAsync(web);
    }

    [Fact]
    public async Task Bins_OfReplicasUsedByManyAtOnce_AreOneThingOrTheOther()
    {
        var store = ("ConnectionStrings__store", await postgres.CreateDatabaseAsync());
        await using var first = await BinnedWeb.StartAsync(store);
        await using var second = await BinnedWeb.StartAsync(store);
        await RaceAsync(first, second);
    }

    private static async Task RaceAsync(params BinnedWeb[] replicas)
    {
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => WorkAsync(replicas[worker % replicas.Length], worker), Cancellation)));

        var web = replicas[0];
        foreach (var name in _names)
        {
            // What was written while a bin went is not in the next of its name.
            await web.SendAsync(HttpMethod.Delete, $"bins/{name}");
            Assert.Equal(HttpStatusCode.Created, (await web.SendAsync(HttpMethod.Post, "bins", $$"""{"name":"{{name}}"}""")).Status);
            Assert.Empty(await web.RequestsAsync(name));
            Assert.Equal(200, await ToBinAsync(web, name));
            Assert.Single(await web.RequestsAsync(name));
        }

        Assert.Equal(_names, (await replicas[^1].GetAsync("bins"))["items"]!.AsArray().Select(bin => bin!["name"]!.GetValue<string>()));
        Assert.All(replicas, replica => Assert.Empty(replica.Process.Faults));
    }

    /// <summary>Each begins elsewhere, and goes on in steps of its own.</summary>
    private static async Task WorkAsync(BinnedWeb web, int worker)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (act, statuses) = _acts[(worker + (round * (1 + (worker % 3)))) % _acts.Length];
            var status = await act(web, _names[(worker + (round / 4)) % _names.Length]);
            Assert.True(statuses.Contains(status), $"{status}, which is none of {string.Join(", ", statuses)}. web said: {web.Process.Output}");
        }
    }

    private static async Task<int> ApiAsync(BinnedWeb web, HttpMethod method, string path, string? json = null) => (int)(await web.SendAsync(method, path, json)).Status;

    private static async Task<int> ToBinAsync(BinnedWeb web, string bin) =>
        (await RawHttp.ExchangeAsync(web.Process.EchoEndPoints[0], $"POST /b/{bin} HTTP/1.1\r\nHost: a\r\nX-A: {bin}\r\nContent-Length: 16\r\n\r\n{{\"password\":\"a\"}}", Cancellation)).Status;
}
