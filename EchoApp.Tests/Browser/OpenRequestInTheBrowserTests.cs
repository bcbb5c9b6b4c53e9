using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EchoApp.Tests.Web;
using Microsoft.Playwright;
using Xunit;

namespace EchoApp.Tests.Browser;

/// <summary>A request that is opened, looked at, and closed again.</summary>
[Collection(nameof(SteadyNetwork))]
public sealed class OpenRequestInTheBrowserTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keys_MoveOpenTurnAndClose_AndTheAddressSaysWhere()
    {
        await using var web = await RequestPages.StartAsync();
        await RequestPages.SendAsync(web, 0, 4);
        var page = await chromium.OpenRequestsAsync(web, "?q=method:POST");
        var list = page.Url;

        await page.PressKeysAsync("j", "j", "k", "j");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "/b/orders/2 " })).ToBeFocusedAsync();
        await page.PressKeysAsync("Enter");
        await Assertions.Expect(page.Locator("#detail h2")).ToContainTextAsync("/b/orders/2");
        await page.PressKeysAsync("]");
        await Assertions.Expect(page.Locator(".tabs [aria-current]")).ToHaveTextAsync(new Regex("^Headers"));
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/orders/[0-9a-f-]{36}\\?q=method%3APOST&tab=headers$"));
        await page.GetByRole(AriaRole.Link, new() { Name = "/b/orders/2 " }).FocusAsync();
        await page.PressKeysAsync("j");
        await Assertions.Expect(page.Locator("#detail h2")).ToContainTextAsync("/b/orders/1");
        await Assertions.Expect(page.Locator(".tabs [aria-current]")).ToHaveTextAsync(new Regex("^Headers"));

        // The address is all that there is to where the reader was.
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#detail h2")).ToContainTextAsync("/b/orders/1");
        await Assertions.Expect(page.Locator(".rows [aria-current]")).ToContainTextAsync("/b/orders/1");
        await page.PressKeysAsync("Escape");
        await Assertions.Expect(page).ToHaveURLAsync(list);
        await Assertions.Expect(page.Locator("#detail")).ToBeEmptyAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "/b/orders/0 " }).ClickAsync();
        await Assertions.Expect(page.Locator("#detail h2")).ToContainTextAsync("/b/orders/0");
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator("#detail")).ToBeEmptyAsync();
        await page.GoForwardAsync();
        await Assertions.Expect(page.Locator("#detail h2")).ToContainTextAsync("/b/orders/0");
        await page.PressKeysAsync("?");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Queries and keys" })).ToBeVisibleAsync();
        await page.PressKeysAsync("j", "Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#detail h2")).ToContainTextAsync("/b/orders/0");
        await page.CloseAsync();
    }

    /// <summary>One that was opened by its address closes to the list, and not to what was in the tab before.</summary>
    [Fact]
    public async Task Request_OpenedByItsAddress_ClosesToItsListAfterOthersWereLookedAt()
    {
        await using var web = await RequestPages.StartAsync();
        await RequestPages.SendAsync(web, 0, 3);
        var page = await chromium.OpenRequestsAsync(web, $"/{await IdAsync(web, 1)}?q=method:POST");
        await page.EvaluateAsync("() => window.stayed = true");

        await page.GetByRole(AriaRole.Link, new() { Name = "/b/orders/0 " }).ClickAsync();
        await Assertions.Expect(page.Locator("#detail h2")).ToContainTextAsync("/b/orders/0");
        await Assertions.Expect(page).ToHaveTitleAsync("POST /b/orders/0: EchoApp");
        await page.PressKeysAsync("Escape");

        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/inspect/orders\\?q=method%3APOST$"));
        await Assertions.Expect(page).ToHaveTitleAsync("orders: EchoApp");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "/b/orders/0 " })).ToBeFocusedAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => window.stayed"));
        await page.CloseAsync();
    }

    [Fact]
    public async Task Views_OfABody_AreLookedAtWithoutAReload_AndKeptFromRequestToRequest()
    {
        await using var web = await RequestPages.StartAsync();
        using var client = new HttpClient();
        foreach (var text in (string[])["one", "two"])
        {
            using var sent = await client.PostAsJsonAsync(new Uri(web.Echo, "/b/orders"), new { text }, Cancellation);
        }

        var page = await chromium.OpenRequestsAsync(web, "?q=method:POST");
        await page.EvaluateAsync("() => window.stayed = true");
        await page.PressKeysAsync("j", "j", "Enter");
        await page.GetByRole(AriaRole.Link, new() { Name = "Body " }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Hex" }).ClickAsync();
        await Assertions.Expect(page.Locator("#detail .hex")).ToContainTextAsync("one");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("\\?q=method%3APOST&tab=body&view=hex$"));
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Hex" })).ToBeFocusedAsync();
        await page.Locator(".rows a").First.ClickAsync();
        await Assertions.Expect(page.Locator("#detail .hex")).ToContainTextAsync("two");
        Assert.True(await page.EvaluateAsync<bool>("() => window.stayed"));
        await page.CloseAsync();
    }

    /// <summary>Where there is no room for both, the list waits as it was: nothing of it is read on or given up, and the reader is back where they were.</summary>
    [Fact]
    public async Task Request_InTheListsPlace_LeavesTheListAsItWas()
    {
        await using var web = await RequestPages.StartAsync();
        await RequestPages.SendAsync(web, 0, 700);
        var page = await chromium.OpenRequestsAsync(web, width: 390);
        var row = page.GetByRole(AriaRole.Link, new() { Name = "/b/orders/620 " });
        await row.FocusAsync();
        await row.ScrollIntoViewIfNeededAsync();
        var (rows, place) = (await page.Locator(".rows li").CountAsync(), await row.BoundingBoxAsync());

        await page.PressKeysAsync("Enter");
        await Assertions.Expect(page.Locator("#detail h2")).ToContainTextAsync("/b/orders/620");
        await Assertions.Expect(page.Locator("#detail")).ToBeFocusedAsync();
        await RequestPages.SendAsync(web, 700, 702);
        await Assertions.Expect(page).ToHaveTitleAsync("(2) POST /b/orders/620: EchoApp");
        Assert.Equal(rows, await page.Locator(".rows li").CountAsync());
        await page.PressKeysAsync("Escape");

        await Assertions.Expect(row).ToBeFocusedAsync();
        Assert.Equal(place!.Y, (await row.BoundingBoxAsync())!.Y);
        await page.CloseAsync();
    }

    /// <summary>Going back takes the browser its time: a second one that comes meanwhile goes no further.</summary>
    [Fact]
    public async Task Close_Twice_IsOnce()
    {
        await using var web = await RequestPages.StartAsync();
        await RequestPages.SendAsync(web, 0, 2);
        var page = await chromium.OpenRequestsAsync(web);
        var list = page.Url;
        await page.PressKeysAsync("j", "Enter");
        await Assertions.Expect(page.Locator("#detail h2")).ToContainTextAsync("/b/orders/1");
        await page.EvaluateAsync("() => { for (const key of ['Escape', 'Escape']) { document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })); } }");
        await Assertions.Expect(page.Locator("#detail")).ToBeEmptyAsync();
        await Assertions.Expect(page).ToHaveURLAsync(list);
        await page.CloseAsync();
    }

    /// <summary>Opened by its address, it is what keys are about: none of them goes to the newest.</summary>
    [Fact]
    public async Task Keys_OfARequestWhoseRowIsFarAway_StayWithIt()
    {
        await using var web = await RequestPages.StartAsync();
        await RequestPages.SendAsync(web, 0, 1);
        var id = await IdAsync(web, 0);
        await RequestPages.SendAsync(web, 1, 500);
        var page = await chromium.OpenRequestsAsync(web, $"/{id.ToUpperInvariant()}/");
        await page.PressKeysAsync("j", "k", "Enter", "]", "]");
        await Assertions.Expect(page.Locator(".tabs [aria-current]")).ToHaveTextAsync(new Regex("^Query"));
        await Assertions.Expect(page.Locator("#detail h2")).ToContainTextAsync("/b/orders/0");
        await page.PressKeysAsync("Escape");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/inspect/orders$"));
        await page.CloseAsync();
    }

    /// <summary>A form that is refused stays, with what was typed; and says why.</summary>
    [Fact]
    public async Task Tags_ThatCannotBe_AreRefusedWhereTheyAreTyped()
    {
        await using var web = await RequestPages.StartAsync();
        await RequestPages.SendAsync(web, 0, 1);
        var page = await chromium.OpenRequestsAsync(web, $"/{await IdAsync(web, 0)}", width: 320);
        await page.Locator("summary", new() { HasText = "Tags" }).ClickAsync();
        var field = page.GetByRole(AriaRole.Textbox, new() { Name = "Tags" });
        await field.FillAsync("<b>");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.Locator(".notice")).ToContainTextAsync("A tag has ");
        await Assertions.Expect(field).ToHaveValueAsync("<b>");
        await field.FillAsync("seen late");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Close" }).ClickAsync();
        await Assertions.Expect(page.Locator(".rows .tag")).ToHaveTextAsync(["late", "seen"]);
        await page.CloseAsync();
    }

    /// <summary>Its name could be that of a request.</summary>
    [Fact]
    public async Task Bin_NamedLikeARequest_IsNoneThatIsOpen()
    {
        const string Bin = "019ad0b2-8a63-7c2e-9b1f-0a1b2c3d4e5f";
        await using var web = await RequestPages.StartAsync();
        using var client = new HttpClient();
        using var made = await client.PostAsJsonAsync(new Uri(web.Pages, "/api/bins"), new { name = Bin }, Cancellation);
        using var sent = await client.GetAsync(new Uri(web.Echo, $"/b/{Bin}/first"), Cancellation);
        var page = await chromium.OpenAsync(1280, 800);
        await page.GotoAsync($"http://localhost:{web.Pages.Port}/inspect/{Bin}");
        await page.PressKeysAsync("j", "Escape", "Enter");
        await Assertions.Expect(page.Locator("#detail h2")).ToContainTextAsync("/first");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($"/inspect/{Bin}/[0-9a-f-]{{36}}$"));
        await page.CloseAsync();
    }

    /// <summary>What it is, is known of what is open: its row may be far away.</summary>
    [Fact]
    public async Task Pin_OfARequestWhoseRowIsNotThere_IsPutOnAndTakenOff()
    {
        await using var web = await RequestPages.StartAsync();
        await RequestPages.SendAsync(web, 0, 1);
        var page = await chromium.OpenRequestsAsync(web, $"/{await IdAsync(web, 0)}?q=method:GET&tab=headers");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Pin", Exact = true })).ToBeVisibleAsync();
        await page.PressKeysAsync("p");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Unpin" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".tabs [aria-current]")).ToHaveTextAsync(new Regex("^Headers"));
        await page.PressKeysAsync("p");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Pin", Exact = true })).ToBeVisibleAsync();
        await page.CloseAsync();
    }

    /// <summary>Who dictates says letters all the time (WCAG 2.2, 2.1.4).</summary>
    [Fact]
    public async Task Keys_OfOneCharacter_CanBeSwitchedOff()
    {
        await using var web = await RequestPages.StartAsync();
        await RequestPages.SendAsync(web, 0, 2);
        var page = await chromium.OpenRequestsAsync(web);
        await page.PressKeysAsync("?");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Keys of one character do this" }).UncheckAsync();
        await page.PressKeysAsync("Escape");
        await page.ReloadAsync();
        await page.PressKeysAsync("j", "d", "ArrowDown", "Enter");
        await Assertions.Expect(page.Locator("#detail h2")).ToContainTextAsync("/b/orders/1");
        await Assertions.Expect(page.Locator(".rows li")).ToHaveCountAsync(2);
        await page.PressKeysAsync("Escape");
        await Assertions.Expect(page.Locator("#detail")).ToBeEmptyAsync();
        await page.CloseAsync();
    }

    [Fact]
    public async Task Escape_InAMenu_ClosesThatAlone()
    {
        await using var web = await RequestPages.StartAsync();
        await RequestPages.SendAsync(web, 0, 1);
        var page = await chromium.OpenRequestsAsync(web, $"/{await IdAsync(web, 0)}");
        await page.Locator("summary", new() { HasText = "Tags" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Tags" }).FillAsync("a");
        await page.PressKeysAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Tags" })).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#detail h2")).ToContainTextAsync("/b/orders/0");
        await page.PressKeysAsync("Escape");
        await Assertions.Expect(page.Locator("#detail")).ToBeEmptyAsync();
        await page.CloseAsync();
    }

    /// <summary>What is copied is what was sent, and not the pictures that stand for it.</summary>
    [Fact]
    public async Task Copy_OfWhatCannotBeSeen_HasItAsItWasSent()
    {
        await using var web = await RequestPages.StartAsync();
        using var client = new HttpClient();
        using var sent = await client.GetAsync(new Uri(web.Echo, "/b/orders?a=x%00y%E2%80%AEz"), Cancellation);
        var page = await chromium.OpenRequestsAsync(web, $"/{await IdAsync(web, 0)}?tab=query");
        await page.EvaluateAsync("() => navigator.clipboard.writeText = async text => { window.copied = text }");
        await page.Locator(".lines span[data-copies]").First.HoverAsync();
        await page.Locator(".lines span[data-copies] .copy").First.ClickAsync();
        Assert.Equal("x\0y\u202ez", await page.EvaluateAsync<string>("() => window.copied"));
        await page.CloseAsync();
    }

    [Fact]
    public async Task Request_ThatIsGoneMeanwhile_IsSaidToBe()
    {
        await using var web = await RequestPages.StartAsync();
        await RequestPages.SendAsync(web, 0, 1);
        var page = await chromium.OpenRequestsAsync(web);
        using var client = new HttpClient();
        using var deleted = await client.DeleteAsync(new Uri(web.Pages, "/api/bins/orders/requests"), Cancellation);
        await page.GetByRole(AriaRole.Link, new() { Name = "/b/orders/0 " }).ClickAsync();
        await Assertions.Expect(page.Locator(".notice")).ToHaveTextAsync("That is not there any longer.");
        await page.CloseAsync();
    }

    /// <summary>The id of the request that has been sent as this one.</summary>
    private static async Task<string> IdAsync(WebProcess web, int number)
    {
        using var client = new HttpClient();
        var list = JsonNode.Parse(await client.GetStringAsync(new Uri(web.Pages, "/api/bins/orders/requests"), Cancellation))!;
        var items = list["items"]!.AsArray();
        return (string)items[items.Count - 1 - number]!["id"]!;
    }
}
