using System.Net;
using EchoApp.Tests.Http;
using EchoApp.Tests.Web.Bins;
using Xunit;

namespace EchoApp.Tests.Web.Live;

public sealed class LiveApiTests
{
    private const string Malformed = "Last-Event-ID, or after in the query, must be the id of an event, as it was given.";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stream_OfABin_TellsOfEachRequestAsTheListsDo()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync(("Bins__other__Raw", "false"));
        await using var orders = await EventSource.StartAsync(web);
        await using var all = await EventSource.StartAsync(web, "live");

        await SendAsync(web, "/b/orders/1?password=hush", "/b/other/2", "/b/orders/3");

        await orders.ToldAsync(2);
        await all.ToldAsync(3);
        Assert.Equal(["/b/orders/1", "/b/orders/3"], orders.Paths);
        Assert.Equal(["/b/orders/1", "/b/other/2", "/b/orders/3"], all.Paths);
        Assert.Equal((await web.RequestsAsync()).Reverse().Select(item => item!.ToJsonString()), orders.Told.Select(told => told.Item.ToJsonString()));
        Assert.All(orders.Told, told => Assert.Equal("message", told.Type));
        Assert.Equal("retry: 1000", orders.Lines[0]);
    }

    [Fact]
    public async Task Stream_IsKeptByNobodyAndHeldBackByNoProxy()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();

        using var response = await web.Api.GetAsync("live", HttpCompletionOption.ResponseHeadersRead, Cancellation);

        Assert.Equal((HttpStatusCode.OK, "text/event-stream", "no-store"), (response.StatusCode, response.Content.Headers.ContentType?.ToString(), response.Headers.CacheControl?.ToString()));
        Assert.Equal(["no"], response.Headers.GetValues("X-Accel-Buffering"));
        Assert.Null(response.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task Stream_WithAQuery_TellsOfWhatItAsksForAlone()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync(("Bins__other__Raw", "false"));
        await using var byPath = await EventSource.StartAsync(web, "live?q=path:paid");
        await using var byBytes = await EventSource.StartAsync(web, "bins/orders/live?q=-header.host:nowhere%20body:17");
        await using var all = await EventSource.StartAsync(web, "live");

        await SendAsync(web, "/b/orders/new", "/b/other/paid");
        foreach (var body in (string[])["{\"id\":16}", "{\"id\":17}"])
        {
            (await web.Echo.PostAsync("/b/orders/paid", new StringContent(body), Cancellation)).Dispose();
        }

        await all.ToldAsync(4);
        await byPath.ToldAsync(3);
        await byBytes.ToldAsync(1);
        Assert.Equal(["/b/other/paid", "/b/orders/paid", "/b/orders/paid"], byPath.Paths);
        Assert.Equal(all.LastId, byBytes.LastId);
        await using var again = await EventSource.StartAsync(web, "live?q=body:17&after=p0");
        await again.ToldAsync(1);
        Assert.Equal(byBytes.Told[0].Item.ToJsonString(), again.Told[0].Item.ToJsonString());
    }

    [Fact]
    public async Task Stream_WithWhatIsNoQuery_IsRefusedWithThePlace()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();

        var (status, detail) = await web.RefusalAsync(HttpMethod.Get, "bins/orders/live?q=a%20methd:get");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.StartsWith("q, at character 3: There is no field methd.", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_ThatIsLostBeforeTheFirstRequest_GoesOnFromWhereItBegan()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        string? begin;
        await using (var lost = await EventSource.StartAsync(web))
        {
            begin = lost.LastId;
        }

        await SendAsync(web, "/b/orders/1");
        await using var next = await EventSource.StartAsync(web, lastId: begin);

        await next.ToldAsync("/b/orders/1");
    }

    [Fact]
    public async Task Stream_WithoutAnId_BeginsNow()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await SendAsync(web, "/b/orders/before");
        await using var orders = await EventSource.StartAsync(web);

        await SendAsync(web, "/b/orders/after");

        await orders.ToldAsync("/b/orders/after");
        Assert.Equal(["/b/orders/after"], orders.Paths);
    }

    [Fact]
    public async Task Stream_ByAnIdInTheQuery_GoesOnFromThereUnlessTheHeaderHasOne()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await using (var first = await EventSource.StartAsync(web))
        {
            await SendAsync(web, "/b/orders/1", "/b/orders/2", "/b/orders/3");
            await first.ToldAsync(3);
            await using var byQuery = await EventSource.StartAsync(web, $"bins/orders/live?after={first.Told[0].Id}");
            await using var byHeader = await EventSource.StartAsync(web, $"bins/orders/live?after={first.Told[0].Id}", lastId: first.Told[1].Id);

            await SendAsync(web, "/b/orders/4");

            await byQuery.ToldAsync("/b/orders/4");
            await byHeader.ToldAsync("/b/orders/4");
            Assert.Equal(["/b/orders/2", "/b/orders/3", "/b/orders/4"], byQuery.Paths);
            Assert.Equal(["/b/orders/3", "/b/orders/4"], byHeader.Paths);
        }
    }

    [Fact]
    public async Task Stream_ByAnIdThatIsBeyondAllThereIs_BeginsNow()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await SendAsync(web, "/b/orders/before");
        await using var orders = await EventSource.StartAsync(web, lastId: "pfffff");

        await SendAsync(web, "/b/orders/after");

        await orders.ToldAsync("/b/orders/after");
        Assert.Equal(["/b/orders/after"], orders.Paths);
    }

    [Fact]
    public async Task Stream_ByAnIdThatIsFarBehind_TellsAllSinceInOrder()
    {
        // More bytes than are kept in memory for all.
        const int Count = 400;
        await using var web = await BinnedWeb.StartWithOrdersAsync(("Bins__other__Raw", "false"));
        await using var before = await EventSource.StartAsync(web);
        var begin = before.LastId;
        await Parallel.ForEachAsync(Enumerable.Range(0, Count), Cancellation, async (i, _) => await SendAsync(web, $"/b/{(i % 5 == 0 ? "other" : "orders")}/{i}?{new string('x', 8000)}"));

        await using var all = await EventSource.StartAsync(web, "live", begin);
        await using var orders = await EventSource.StartAsync(web, lastId: begin);
        await all.ToldAsync(Count);
        await SendAsync(web, "/b/orders/last");

        await orders.ToldAsync("/b/orders/last");
        await all.ToldAsync("/b/orders/last");
        await before.ToldAsync("/b/orders/last");
        Assert.Equal(Count + 1, all.Paths.Distinct().Count());
        Assert.Equal(all.Paths.Where(path => path.StartsWith("/b/orders/", StringComparison.Ordinal)), orders.Paths);
        Assert.Equal(orders.Paths, before.Paths);
    }

    [Fact]
    public async Task Stream_ByAnIdThatIsNone_IsRefused()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        foreach (var id in (string[])["5", "p", "pz", "p1,p2", "pffffffffffffffff"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "live") { Headers = { { "Last-Event-ID", id } } };
            using var byHeader = await web.Api.SendAsync(request, Cancellation);

            Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (byHeader.StatusCode, byHeader.Content.Headers.ContentType?.MediaType));
            Assert.Equal((HttpStatusCode.BadRequest, Malformed), await web.RefusalAsync(HttpMethod.Get, $"bins/orders/live?after={id}"));
        }
    }

    [Fact]
    public async Task Stream_OfABinThatIsNotThere_IsRefusedAsElsewhere()
    {
        await using var web = await BinnedWeb.StartAsync();

        Assert.Equal(await web.RefusalAsync(HttpMethod.Get, "bins/none"), await web.RefusalAsync(HttpMethod.Get, "bins/none/live"));
        Assert.Equal(await web.RefusalAsync(HttpMethod.Get, "bins/NONE"), await web.RefusalAsync(HttpMethod.Get, "bins/NONE/live"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await web.SendAsync(HttpMethod.Post, "live")).Status);
    }

    [Fact]
    public async Task Stream_ForWhomTheRestIsNot_IsRefused()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        foreach (var path in (string[])["live", "bins/orders/live"])
        {
            Assert.Equal(401, await StatusAsync(path, ""));
            Assert.Equal(401, await StatusAsync(path, "Authorization: Bearer wrong\r\n"));
            Assert.Equal(403, await StatusAsync(path, $"Authorization: Bearer {BinnedWeb.Token}\r\nSec-Fetch-Site: cross-site\r\n"));
        }

        async Task<int> StatusAsync(string path, string headers) => (await RawHttp.ExchangeAsync(
            new IPEndPoint(IPAddress.Loopback, web.Process.Pages.Port), $"GET /api/{path} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n", Cancellation)).Status;
    }

    [Fact]
    public async Task Web_ToldToEnd_EndsItsStreamsAtOnceAndInOrder()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync(("Shutdown__Timeout", "20"));
        using var response = await web.Api.GetAsync("live", HttpCompletionOption.ResponseHeadersRead, Cancellation);
        var started = TimeProvider.System.GetTimestamp();

        Assert.Equal(0, await web.Process.StopAsync());

        // Half of the time that requests may take; and what is broken off would throw.
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.StartsWith("retry: 1000\nid: p0\n\n", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Empty(web.Process.Faults);
    }

    private static async Task SendAsync(BinnedWeb web, params string[] paths)
    {
        foreach (var path in paths)
        {
            using var sent = await web.Echo.GetAsync(path, Cancellation);
            sent.EnsureSuccessStatusCode();
        }
    }
}
