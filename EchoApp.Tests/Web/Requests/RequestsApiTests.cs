using System.Net;
using EchoApp.Tests.Web.Bins;
using Xunit;

namespace EchoApp.Tests.Web.Requests;

public sealed class RequestsApiTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_ByPages_GoesThroughAllNewestFirst()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await SendAsync(web, 5);

        List<string> paths = [];
        var query = "?limit=2";
        for (var pages = 1; ; pages++)
        {
            var page = await web.GetAsync($"bins/orders/requests{query}");
            paths.AddRange(page["items"]!.AsArray().Select(item => item!["path"]!.GetValue<string>()));
            if (page["next"] is not { } next)
            {
                Assert.Equal(3, pages);
                break;
            }

            query = $"?limit=2&cursor={next}";
        }

        Assert.Equal(["/b/orders/4", "/b/orders/3", "/b/orders/2", "/b/orders/1", "/b/orders/0"], paths);
    }

    [Fact]
    public async Task List_OfAFullLastPage_HasNoNextOne()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await SendAsync(web, 2);

        Assert.Null((await web.GetAsync("bins/orders/requests?limit=2"))["next"]);
        Assert.Empty((await web.GetAsync($"bins/orders/requests?cursor={(await web.GetAsync("bins/orders/requests?limit=1"))["next"]}&limit=1"))["next"]?.ToString() ?? "");
    }

    [Theory]
    [InlineData("limit=0", "limit must be a whole number from 1 to 500.")]
    [InlineData("limit=501", "limit must be a whole number from 1 to 500.")]
    [InlineData("limit=ten", "limit must be a whole number from 1 to 500.")]
    [InlineData("cursor=", "cursor must be the next of the page before, as it was given.")]
    [InlineData("cursor=5", "cursor must be the next of the page before, as it was given.")]
    [InlineData("cursor=p0", "cursor must be the next of the page before, as it was given.")]
    [InlineData("cursor=pffffffffffffffff", "cursor must be the next of the page before, as it was given.")]
    public async Task List_AskedForWhatMakesNoSense_SaysWhatWould(string query, string detail)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();

        Assert.Equal((HttpStatusCode.BadRequest, detail), await web.RefusalAsync(HttpMethod.Get, $"bins/orders/requests?{query}"));
    }

    [Fact]
    public async Task Delete_OfOneAndOfAll_LeavesTheOthers()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync(("Bins__other__Raw", "false"));
        await SendAsync(web, 3);
        using var other = await web.Echo.GetAsync("/b/other", Cancellation);
        var path = $"bins/orders/requests/{(await web.RequestsAsync())[1]!["id"]}";

        Assert.Equal(HttpStatusCode.NoContent, (await web.SendAsync(HttpMethod.Delete, path)).Status);
        Assert.Equal((HttpStatusCode.NotFound, $"There is no request {path.Split('/')[^1]} in the bin orders: it was deleted, or never there."), await web.RefusalAsync(HttpMethod.Get, path));
        Assert.Equal(["/b/orders/2", "/b/orders/0"], (await web.RequestsAsync()).Select(item => item!["path"]!.GetValue<string>()));

        Assert.Equal("""{"deleted":2}""", (await web.SendAsync(HttpMethod.Delete, "bins/orders/requests")).Json!.ToJsonString());
        Assert.Empty(await web.RequestsAsync());
        Assert.Single(await web.RequestsAsync("other"));
    }

    private static async Task SendAsync(BinnedWeb web, int count)
    {
        for (var i = 0; i < count; i++)
        {
            using var sent = await web.Echo.GetAsync($"/b/orders/{i}", Cancellation);
            sent.EnsureSuccessStatusCode();
        }
    }
}
