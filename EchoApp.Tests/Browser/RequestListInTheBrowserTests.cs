using System.Net.Http.Json;
using System.Text.RegularExpressions;
using EchoApp.Tests.Web;
using EchoApp.Tests.Web.Storage.Postgres;
using Microsoft.Playwright;
using Npgsql;
using Xunit;

namespace EchoApp.Tests.Browser;

/// <summary>What a bin has, as hands and eyes have it: what arrives, what is far down, what is open.</summary>
[Collection(nameof(SteadyNetwork))]
public sealed class RequestListInTheBrowserTests(Chromium chromium, PostgresServer postgres) : IClassFixture<Chromium>
{
    /// <summary>The targets of the rows that are in the page, in order, without what all of them begin with.</summary>
    private const string Targets = "() => [...document.querySelectorAll('.rows .target')].map(target => target.lastChild.data.slice(1))";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Arrivals_AtTheTop_ComeWithoutAReload()
    {
        await using var web = await RequestPages.StartAsync();
        var page = await chromium.OpenRequestsAsync(web);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 2, Name = "This bin is empty" })).ToBeVisibleAsync();
        await page.EvaluateAsync("() => window.stayed = true");
        var address = page.Locator(".head .address");
        await Assertions.Expect(address).ToBeHiddenAsync();

        await RequestPages.SendAsync(web, 0, 3);

        await Assertions.Expect(page.Locator(".rows li")).ToHaveCountAsync(3);
        Assert.Equal(["2", "1", "0"], await page.EvaluateAsync<string[]>(Targets));
        await Assertions.Expect(page.Locator(".empty")).ToHaveCountAsync(0);
        await Assertions.Expect(address).ToContainTextAsync("/b/orders");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Send one now" })).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => window.stayed"));

        await page.PressKeysAsync("j");
        for (var left = 2; left >= 0; left--)
        {
            await page.PressKeysAsync("d");
            await Assertions.Expect(page.Locator(".rows li")).ToHaveCountAsync(left);
        }

        await Assertions.Expect(page.GetByText("Nothing is left here.")).ToBeVisibleAsync();
        await page.CloseAsync();
    }

    /// <summary>What is being read stays where it is, however many arrive: here more than are kept for it.</summary>
    [Theory]
    [InlineData(3, "3 new requests")]
    [InlineData(150, "150 new requests")]
    public async Task Arrivals_WhileSomethingIsRead_AreCountedAndMoveNothing(int count, string said)
    {
        await using var web = await RequestPages.StartAsync();
        await RequestPages.SendAsync(web, 0, 40);
        var page = await chromium.OpenRequestsAsync(web);
        var row = page.GetByRole(AriaRole.Link, new() { Name = "/b/orders/38 " });
        await row.HoverAsync();
        var place = await row.BoundingBoxAsync();

        await RequestPages.SendAsync(web, 40, 40 + count);

        var button = page.GetByRole(AriaRole.Button, new() { Name = said });
        await Assertions.Expect(button).ToBeVisibleAsync();
        await Assertions.Expect(page).ToHaveTitleAsync($"({count}) orders: EchoApp");
        Assert.Equal(place!.Y, (await row.BoundingBoxAsync())!.Y);
        await button.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = $"/b/orders/{39 + count} " })).ToBeFocusedAsync();
        await Assertions.Expect(button).ToBeHiddenAsync();
        await Assertions.Expect(page).ToHaveTitleAsync("orders: EchoApp");
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{39 + count - i}").Take(40 + count), (await page.EvaluateAsync<string[]>(Targets)).Take(100));
        await page.CloseAsync();
    }

    [Fact]
    public async Task Arrivals_WhileTheyAreStopped_ComeOnceTheyAreWantedAgain()
    {
        await using var web = await RequestPages.StartAsync();
        await RequestPages.SendAsync(web, 0, 1);
        var page = await chromium.OpenRequestsAsync(web);
        var live = page.GetByRole(AriaRole.Button, new() { Name = "Live" });
        await Assertions.Expect(live).ToHaveAttributeAsync("data-state", "live");
        await live.ClickAsync();
        await Assertions.Expect(live).ToHaveAttributeAsync("aria-pressed", "false");
        await RequestPages.SendAsync(web, 1, 3);
        await live.ClickAsync();
        await Assertions.Expect(page.Locator(".rows li")).ToHaveCountAsync(3);
        await page.CloseAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bin_DeletedAndMadeAgain_IsShownAsItIsNow(bool hasOneOpen)
    {
        await using var web = await WebProcess.StartAsync(("Access__Anonymous", "true"));
        using var client = new HttpClient { BaseAddress = new Uri(web.Pages, "/api/") };
        await CreateAsync();
        await RequestPages.SendAsync(web, 0, 2);
        var page = await chromium.OpenRequestsAsync(web);
        await Assertions.Expect(page.Locator(".rows li")).ToHaveCountAsync(2);
        if (hasOneOpen)
        {
            await page.PressKeysAsync("j", "Enter");
            await Assertions.Expect(page.Locator("#detail .tab")).ToBeVisibleAsync();
        }

        var live = page.GetByRole(AriaRole.Button, new() { Name = "Live" });
        await live.ClickAsync();

        using (await client.DeleteAsync("bins/orders", Cancellation))
        {
            await CreateAsync();
        }

        await live.ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 2, Name = "This bin is empty" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".rows li")).ToHaveCountAsync(0);
        await page.CloseAsync();

        async Task CreateAsync()
        {
            using var created = await client.PostAsJsonAsync("bins", new { name = "orders" }, Cancellation);
            created.EnsureSuccessStatusCode();
        }
    }

    /// <summary>Two thousand a minute, for some seconds, while a request of before is read.</summary>
    [Fact]
    public async Task Detail_WhileMuchArrives_StaysAsItIs()
    {
        await using var web = await RequestPages.StartAsync();
        await RequestPages.SendAsync(web, 0, 5);
        var page = await chromium.OpenRequestsAsync(web);
        await page.GetByRole(AriaRole.Link, new() { Name = "/b/orders/2 " }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Headers 2" }).ClickAsync();
        var opened = page.Locator("#detail");
        await Assertions.Expect(opened).ToContainTextAsync("On the wire");
        var (text, place) = (await opened.InnerTextAsync(), await opened.BoundingBoxAsync());
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(30));
        for (var i = 5; i < 105; i++)
        {
            await timer.WaitForNextTickAsync(Cancellation);
            await RequestPages.SendAsync(web, i, i + 1);
        }

        await Assertions.Expect(page.Locator(".rows .target").First).ToContainTextAsync("/104");
        Assert.Equal((text, place!.Y), (await opened.InnerTextAsync(), (await opened.BoundingBoxAsync())!.Y));
        await page.CloseAsync();
    }

    /// <summary>Down to the oldest and back: all of them come by, in order, and few of them are in the page at a time.</summary>
    [Fact]
    public async Task Rows_ThatAreMany_AreInThePageWhileTheyAreNear()
    {
        const int Count = 2500;
        await using var web = await RequestPages.StartAsync();
        await RequestPages.SendAsync(web, 0, Count);
        var page = await chromium.OpenRequestsAsync(web);
        HashSet<string> seen = [];
        for (var isAtEnd = false; !isAtEnd;)
        {
            var rows = await page.EvaluateAsync<string[]>(Targets);
            Assert.True(rows.Length < 1500, $"There are {rows.Length} rows in the page.");
            seen.UnionWith(rows);
            isAtEnd = rows[^1] is "0";
            await page.EvaluateAsync("() => scrollBy(0, 2500)");
            await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))");
        }

        Assert.Equal(Count, seen.Count);
        await page.EvaluateAsync("() => scrollTo(0, document.documentElement.scrollHeight)");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "/b/orders/0 " })).ToBeInViewportAsync();
        var height = await page.EvaluateAsync<int>("() => document.querySelector('.requests').offsetHeight");

        // Those in between are there again once they are near.
        await page.EvaluateAsync("() => scrollTo(0, 0)");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = $"/b/orders/{Count - 150} " })).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".rows:empty")).Not.ToHaveCountAsync(0);
        await page.EvaluateAsync("() => scrollBy(0, document.documentElement.scrollHeight / 2)");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = $"/b/orders/{Count / 2} " })).ToHaveCountAsync(1);
        var middle = (await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.rows')].filter(rows => rows.getBoundingClientRect().bottom > 0 && rows.getBoundingClientRect().top < innerHeight).flatMap(rows => [...rows.querySelectorAll('.target')].map(target => target.lastChild.data.slice(1)))")).Select(int.Parse).ToList();
        Assert.Equal(Enumerable.Range(0, middle.Count).Select(i => middle[0] - i), middle);
        Assert.Equal(height, await page.EvaluateAsync<int>("() => document.querySelector('.requests').offsetHeight"));
        await page.CloseAsync();
    }

    [Fact]
    public async Task Stream_ThatIsCut_GoesOnWhereItWas()
    {
        using var data = new TemporaryDirectory();
        var (echo, pages) = (FreePort.Choose(), FreePort.Choose());
        (string, string)[] settings = [("Access__Anonymous", "true"), ("Bins__orders__Raw", "false"), ("Data__Directory", data.Path), ("ECHO_PORT", $"{echo}"), ("PAGES_PORT", $"{pages}")];
        IPage page;
        await using (var web = await WebProcess.StartAsync(settings))
        {
            await RequestPages.SendAsync(web, 0, 1);
            page = await chromium.OpenRequestsAsync(web);
            await page.EvaluateAsync("() => window.stayed = true");
            await web.StopAsync();
        }

        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Live" })).ToHaveAttributeAsync("data-state", "waiting");
        await using var again = await WebProcess.StartAsync(settings);
        await RequestPages.SendAsync(again, 1, 3);
        await Assertions.Expect(page.Locator(".rows li")).ToHaveCountAsync(3);
        Assert.Equal(["2", "1", "0"], await page.EvaluateAsync<string[]>(Targets));
        Assert.True(await page.EvaluateAsync<bool>("() => window.stayed"));
        await page.CloseAsync();
    }

    [Fact]
    public async Task Store_ThatIsAwayForAWhile_IsSaidToBeAndThenAllGoesOn()
    {
        var store = await postgres.CreateDatabaseAsync();
        var name = new NpgsqlConnectionStringBuilder(store).Database!;
        await PostgresServer.RunAsync(store, $"CREATE ROLE {name} LOGIN PASSWORD '{name}'; ALTER DATABASE {name} OWNER TO {name}");
        await using var web = await WebProcess.StartAsync(
            ("Access__Anonymous", "true"), ("Redaction__FingerprintKey", "of-the-browser-s-tests"), ("Bins__orders__Raw", "false"), ("ConnectionStrings__store", new NpgsqlConnectionStringBuilder(store) { Username = name, Password = name }.ToString()));
        await RequestPages.SendAsync(web, 0, 2);
        var page = await chromium.OpenRequestsAsync(web);
        await page.EvaluateAsync("() => window.stayed = true");
        await Assertions.Expect(page.Locator(".rows li")).ToHaveCountAsync(2);

        await PostgresServer.RunAsync(store, $"ALTER ROLE {name} CONNECTION LIMIT 0");
        await Eventually.TrueAsync(
            async () => await PostgresServer.ReadNumberAsync(store, $"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = '{name}'") == 0, "there are none left");
        await page.GetByRole(AriaRole.Link, new() { Name = "/b/orders/1 " }).ClickAsync();
        await Assertions.Expect(page.Locator("#detail")).ToContainTextAsync("The store does not answer.");

        await PostgresServer.RunAsync(store, $"ALTER ROLE {name} CONNECTION LIMIT -1");
        await Eventually.TrueAsync(async () => await IsStoredAsync(web), "requests are stored again");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("new request") }).ClickAsync();
        await Assertions.Expect(page.Locator(".rows .target", new() { HasText = "/b/orders/again" })).Not.ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Link, new() { Name = "/b/orders/0 " }).ClickAsync();
        await Assertions.Expect(page.Locator("#detail h2")).ToContainTextAsync("/b/orders/0");
        Assert.True(await page.EvaluateAsync<bool>("() => window.stayed"));
        await page.CloseAsync();

        static async Task<bool> IsStoredAsync(WebProcess web)
        {
            using var client = new HttpClient();
            using var sent = await client.PostAsync(new Uri(web.Echo, "/b/orders/again"), content: null, Cancellation);
            return sent.IsSuccessStatusCode;
        }
    }

    [Fact]
    public async Task Keys_PinDeleteUndoAndCompare()
    {
        await using var web = await RequestPages.StartAsync();
        await RequestPages.SendAsync(web, 0, 4);
        var page = await chromium.OpenRequestsAsync(web);

        await page.EvaluateAsync("() => window.stayed = true");
        await page.PressKeysAsync("j", "p");
        await Assertions.Expect(page.Locator(".rows li").First).ToContainTextAsync("pinned");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "/b/orders/3 " })).ToBeFocusedAsync();
        await page.PressKeysAsync("p");
        await Assertions.Expect(page.Locator(".rows .pin")).ToHaveCountAsync(0);

        // Twice at once is once.
        await page.PressKeysAsync("Enter");
        await Assertions.Expect(page.Locator("#detail h2")).ToContainTextAsync("/b/orders/3");
        await page.EvaluateAsync("() => { for (const key of ['d', 'd']) { document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })); } }");
        await Assertions.Expect(page.GetByText("1 request deleted.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#detail h2")).ToContainTextAsync("/b/orders/2");
        await Assertions.Expect(page.Locator(".rows li")).ToHaveCountAsync(3);
        await page.PressKeysAsync("u");
        await Assertions.Expect(page.GetByText("1 request brought back.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".rows li")).ToHaveCountAsync(4);
        Assert.Equal(["3", "2", "1", "0"], await page.EvaluateAsync<string[]>(Targets));
        Assert.True(await page.EvaluateAsync<bool>("() => window.stayed"));

        await page.GetByRole(AriaRole.Link, new() { Name = "/b/orders/3 " }).FocusAsync();
        await page.PressKeysAsync("c");
        await Assertions.Expect(page.Locator(".rows .marked")).ToContainTextAsync("/b/orders/3");
        await page.PressKeysAsync("j", "j", "c");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/inspect/orders/[0-9a-f-]{36}/compare/[0-9a-f-]{36}$"));
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("/b/orders/1");
        await page.CloseAsync();
    }

    /// <summary>Far down in the list, where a page that begins anew would not have the row.</summary>
    [Fact]
    public async Task Keys_FarDown_StayThere()
    {
        await using var web = await RequestPages.StartAsync();
        await RequestPages.SendAsync(web, 0, 150);
        var page = await chromium.OpenRequestsAsync(web);
        await page.EvaluateAsync("() => scrollTo(0, document.documentElement.scrollHeight)");
        await page.GetByRole(AriaRole.Link, new() { Name = "/b/orders/20 " }).FocusAsync();
        await page.PressKeysAsync("p");
        await Assertions.Expect(page.Locator(".rows .pin")).ToHaveCountAsync(1);
        await page.PressKeysAsync("j");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "/b/orders/19 " })).ToBeFocusedAsync();
        await page.PressKeysAsync("Enter");
        await Assertions.Expect(page.Locator("#detail h2")).ToContainTextAsync("/b/orders/19");
        foreach (var next in (int[])[18, 17])
        {
            await page.PressKeysAsync("d");
            await Assertions.Expect(page.Locator("#detail h2")).ToContainTextAsync($"/b/orders/{next}");
        }

        await page.CloseAsync();
    }

    [Fact]
    public async Task Search_WithWhatIsOffered_FindsAndNegates()
    {
        await using var web = await RequestPages.StartAsync();
        await RequestPages.SendAsync(web, 0, 2);
        using var client = new HttpClient();
        using var got = await client.GetAsync(new Uri(web.Echo, "/b/orders/got"), Cancellation);
        var page = await chromium.OpenRequestsAsync(web);
        var field = page.GetByRole(AriaRole.Combobox, new() { Name = "Search" });

        await page.PressKeysAsync("/");
        await Assertions.Expect(field).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("-me");
        await Assertions.Expect(page.GetByRole(AriaRole.Option)).ToHaveTextAsync(["method: the method"]);
        await page.PressKeysAsync("ArrowDown", "Enter");
        await Assertions.Expect(field).ToHaveValueAsync("-method:");
        await page.PressKeysAsync("P", "ArrowDown", "ArrowDown", "ArrowUp", "Tab");
        await Assertions.Expect(field).ToHaveValueAsync("-method:POST ");
        await page.PressKeysAsync("Enter");
        await Assertions.Expect(page.Locator(".rows .target")).ToHaveTextAsync(["/b/orders/got"]);

        // What arrives is asked the same.
        await RequestPages.SendAsync(web, 2, 3);
        using var second = await client.GetAsync(new Uri(web.Echo, "/b/orders/again"), Cancellation);
        await Assertions.Expect(page.Locator(".rows .target")).ToHaveTextAsync(["/b/orders/again", "/b/orders/got"]);
        await page.CloseAsync();
    }
}
