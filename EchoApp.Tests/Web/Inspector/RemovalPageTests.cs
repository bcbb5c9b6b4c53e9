using System.Net;
using EchoApp.Tests.Web.Bins;
using Xunit;

namespace EchoApp.Tests.Web.Inspector;

public sealed class RemovalPageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Found_AreDeletedAndCanBeBroughtBack()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await SendAsync(web, 3);
        using var browser = new InspectorClient(web.Process);

        var (status, path) = await browser.PostAsync("orders/remove", ("q", "-path:/1"));

        Assert.Equal(HttpStatusCode.SeeOther, status);
        Assert.StartsWith("/inspect/orders?cleared=2&undo=", path, StringComparison.Ordinal);
        Assert.EndsWith("&q=-path%3A%2F1", path, StringComparison.Ordinal);
        Assert.Equal("/b/orders/1", (string?)(await web.OnlyRequestAsync())["target"]);
        var page = await browser.GetAsync(path);
        Assert.Contains("<p>2 requests deleted.</p>", page, StringComparison.Ordinal);
        Assert.Contains("value=\"-path:/1\"", page, StringComparison.Ordinal);
        var undo = page.Split("action=\"/inspect/")[1..].Select(rest => rest.Split('"')[0]).Single(address => address.StartsWith("orders/undo/", StringComparison.Ordinal));
        Assert.Equal((HttpStatusCode.SeeOther, "/inspect/orders?restored=2"), await browser.PostAsync(undo));
        Assert.Equal(3, (await web.RequestsAsync()).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("colour:red")]
    public async Task Found_ByWhatIsNoQuery_Stay(string query)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await SendAsync(web, 1);
        using var browser = new InspectorClient(web.Process);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("orders/remove", ("q", query))).Status);
        Assert.Single(await web.RequestsAsync());
    }

    [Fact]
    public async Task One_IsDeleted_AndCanBeBroughtBack()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await SendAsync(web, 2);
        var ids = (await web.RequestsAsync()).Select(request => (string)request!["id"]!).ToList();
        using var browser = new InspectorClient(web.Process);

        var (_, path) = await browser.PostAsync($"orders/{ids[0]}/delete", ("q", "method:GET"), ("tab", "body"));

        Assert.StartsWith("/inspect/orders?cleared=1&undo=", path, StringComparison.Ordinal);
        Assert.EndsWith("&q=method%3AGET", path, StringComparison.Ordinal);
        var page = await browser.GetAsync(path);
        Assert.Contains("<p>1 request deleted.</p>", page, StringComparison.Ordinal);
        Assert.Contains(">Undo<", page, StringComparison.Ordinal);
        Assert.StartsWith("/inspect/orders?cleared=0&", (await browser.PostAsync($"orders/{ids[0]}/delete")).Answer, StringComparison.Ordinal);
        Assert.Equal(ids[1], (string?)(await web.OnlyRequestAsync())["id"]);
    }

    /// <summary>As scripts of the page ask for it: what is said then, and nothing of the page.</summary>
    [Fact]
    public async Task One_DeletedByAScript_IsSaidToBe()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await SendAsync(web, 1);
        var id = (string)(await web.OnlyRequestAsync())["id"]!;
        using var browser = new InspectorClient(web.Process);

        var said = await browser.PostPartAsync($"orders/{id}/delete", ("q", "a b"));

        Assert.StartsWith("<div class=\"said\"", said, StringComparison.Ordinal);
        Assert.Contains("<p>1 request deleted.</p>", said, StringComparison.Ordinal);
        Assert.Contains("name=\"q\" value=\"a b\"", said, StringComparison.Ordinal);
        var undo = said.Split("action=\"/inspect/")[1].Split('"')[0];
        Assert.Contains("<p>1 request brought back.</p>", await browser.PostPartAsync(undo, ("q", "a b")), StringComparison.Ordinal);
        Assert.Equal(id, (string?)(await web.OnlyRequestAsync())["id"]);
        Assert.Contains("<span class=\"badge pin\">pinned</span>", await browser.PostPartAsync($"orders/{id}/pin", ("pinned", "true")), StringComparison.Ordinal);
    }

    /// <summary>Once it is too late, nothing offers it.</summary>
    [Fact]
    public async Task Undo_AfterItsTime_IsNotOffered()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        using var browser = new InspectorClient(web.Process);
        var page = await browser.GetAsync("orders?cleared=2&undo=019ad0b2-8a63-7c2e-9b1f-0a1b2c3d4e5f&until=1764541815");
        Assert.Contains("<p>2 requests deleted.</p>", page, StringComparison.Ordinal);
        Assert.DoesNotContain(">Undo<", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Marks_OfARequest_ArePutOnItAndTakenOff()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await SendAsync(web, 1);
        var id = (string)(await web.OnlyRequestAsync())["id"]!;
        using var browser = new InspectorClient(web.Process);

        Assert.Equal((HttpStatusCode.SeeOther, $"/inspect/orders/{id}?q=a"), await browser.PostAsync($"orders/{id}/pin", ("pinned", "true"), ("q", "a")));
        Assert.Equal((HttpStatusCode.SeeOther, $"/inspect/orders/{id}?q=a%20b&tab=body&view=hex"), await browser.PostAsync($"orders/{id}/pin", ("pinned", "true"), ("q", "a b"), ("tab", "body"), ("view", "hex")));
        Assert.Equal((HttpStatusCode.SeeOther, $"/inspect/orders/{id}"), await browser.PostAsync($"orders/{id}/tags", ("tags", "seen, late seen")));

        var page = await browser.GetAsync("orders");
        Assert.Contains("<span class=\"badge pin\">pinned</span><span class=\"badge tag\">late</span><span class=\"badge tag\">seen</span>", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync($"orders/{id}/tags", ("tags", "<b>"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync("orders/019ad0b2-8a63-7c2e-9b1f-0a1b2c3d4e5f/pin", ("pinned", "true"))).Status);
        await browser.PostAsync($"orders/{id}/pin", ("pinned", "false"));
        await browser.PostAsync($"orders/{id}/tags", ("tags", ""));
        Assert.DoesNotContain("class=\"badge ", await browser.GetAsync("orders"), StringComparison.Ordinal);
    }

    private static async Task SendAsync(BinnedWeb web, int count)
    {
        for (var i = 0; i < count; i++)
        {
            using var sent = await web.Echo.GetAsync($"/b/orders/{i}", Cancellation);
        }
    }
}
