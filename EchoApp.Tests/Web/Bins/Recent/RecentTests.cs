using System.Globalization;
using System.Text;

using Xunit;

namespace EchoApp.Tests.Web.Bins.Recent;

public sealed class RecentTests
{
    [Fact]
    public async Task Echoes_WhereItIsSaidSo_AreKeptWithoutTheirSecrets()
    {
        await using var web = await BinnedWeb.StartAsync(("Capture__Recent", "true"));

        await web.ExchangeAsync("POST /a?password=hunter2 HTTP/1.1\r\nHost: a\r\nContent-Length: 22\r\n\r\n{\"password\":\"hunter2\"}");

        await Eventually.TrueAsync(async () => (await web.RequestsAsync("recent")).Count == 1, "it is kept");
        var request = await web.OnlyRequestAsync("recent");
        Assert.StartsWith("/a?password=redacted~7~", request["target"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.StartsWith("{\"password\":\"redacted~7~", Encoding.ASCII.GetString(await web.GetBytesAsync($"bins/recent/requests/{request["id"]}/body")), StringComparison.Ordinal);
        Assert.Equal(0, (await web.GetAsync("bins/recent"))["dropped"]!.GetValue<long>());
    }

    [Fact]
    public async Task Echoes_ByDefault_AreNotKept()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();

        await web.ExchangeAsync("GET /a HTTP/1.1\r\nHost: a\r\n\r\n");
        await web.ExchangeAsync("GET /b/orders HTTP/1.1\r\nHost: a\r\n\r\n");

        Assert.Equal("/b/orders", (await web.OnlyRequestAsync())["path"]!.GetValue<string>());
        Assert.Equal("orders", Assert.Single((await web.GetAsync("bins"))["items"]!.AsArray())!["name"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("/", "User-Agent: kube-probe/1.31\r\n")]
    [InlineData("/", "User-Agent: ELB-HealthChecker/2.0\r\n")]
    [InlineData("/healthz", "")]
    [InlineData("/health", "User-Agent: curl/8.5.0\r\n")]
    public async Task Probes_OfHealthChecks_AreNotKept(string path, string headers)
    {
        await using var web = await BinnedWeb.StartAsync(("Capture__Recent", "true"));

        await web.ExchangeAsync($"GET {path} HTTP/1.1\r\nHost: a\r\n{headers}\r\n");
        await web.ExchangeAsync("GET /after HTTP/1.1\r\nHost: a\r\n\r\n");

        await Eventually.TrueAsync(async () => (await web.RequestsAsync("recent")).Count > 0, "the one after is kept");
        Assert.Equal("/after", (await web.OnlyRequestAsync("recent"))["path"]!.GetValue<string>());
    }

    [Fact]
    public async Task Echoes_OfMoreThanAreKeptInASecond_AreAnsweredAndCounted()
    {
        const int Count = 500;
        await using var web = await BinnedWeb.StartAsync(("Capture__Recent", "true"));
        await Parallel.ForEachAsync(Enumerable.Range(0, Count), TestContext.Current.CancellationToken, async (i, _) =>
            Assert.Equal(200, (await web.ExchangeAsync(string.Create(CultureInfo.InvariantCulture, $"GET /{i} HTTP/1.1\r\nHost: a\r\n\r\n"))).Status));

        await Eventually.TrueAsync(
            async () => (await web.RequestsAsync("recent")).Count + (await web.GetAsync("bins/recent"))["dropped"]!.GetValue<long>() == Count, "each is kept or counted");
        Assert.NotEqual(0, (await web.GetAsync("bins/recent"))["dropped"]!.GetValue<long>());
    }

    [Fact]
    public async Task Body_TooLongToBeLookedThroughOnTheWay_IsLeftOut()
    {
        await using var web = await BinnedWeb.StartAsync(("Capture__Recent", "true"));

        await web.ExchangeAsync($"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 70000\r\n\r\n{new string('a', 70_000)}");

        await Eventually.TrueAsync(async () => (await web.RequestsAsync("recent")).Count == 1, "it is kept");
        var body = (await web.OnlyRequestAsync("recent"))["body"]!;
        Assert.Equal((70_000, 0), (body["length"]!.GetValue<long>(), body["kept"]!.GetValue<int>()));
    }

    [Fact]
    public async Task CapturePort_WhereThereIsOne_IsAnotherOfTheEchoAndItsBins()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync(("CAPTURE_PORT", "0"), ("Listen", "127.0.0.1"));
        Assert.Equal(2, web.Process.EchoEndPoints.Select(endPoint => endPoint.Port).Distinct().Count());

        foreach (var endPoint in web.Process.EchoEndPoints)
        {
            var answer = await Http.RawHttp.ExchangeAsync(endPoint, "GET /b/orders HTTP/1.1\r\nHost: a\r\n\r\n", TestContext.Current.CancellationToken);
            Assert.Equal(200, answer.Status);
        }

        Assert.Equal(2, (await web.RequestsAsync()).Count);
    }
}
