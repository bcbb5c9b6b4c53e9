using EchoApp.Tests.Web.Bins;
using EchoApp.Web.Access;
using Microsoft.Playwright;
using Xunit;

namespace EchoApp.Tests.Browser;

/// <summary>The login as a person does it, with a browser's own ideas of what to send when.</summary>
[Collection(nameof(SteadyNetwork))]
public sealed class LoginInTheBrowserTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task Person_WithTheToken_LogsInReadsAndLogsOut(int width)
    {
        var page = await chromium.OpenAsync(width, 800);
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await page.GotoAsync($"http://localhost:{web.Process.Pages.Port}/login");

        await page.GetByLabel("Access token").FillAsync("wrong");
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("That is not the token.");
        await page.GetByLabel("Access token").FillAsync(BinnedWeb.Token);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Bins");
        await page.GotoAsync($"http://localhost:{web.Process.Pages.Port}/login");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("You are logged in");
        Assert.Equal(width, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        Assert.Empty(await page.EvaluateAsync<string[]>(PageScripts.LowContrast));
        await Accessibility.AssertAsync(page);

        await page.GetByRole(AriaRole.Link, new() { Name = "Look at requests" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "orders" })).ToBeVisibleAsync();
        await page.GoBackAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Log out", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Access token")).ToBeVisibleAsync();
        await page.GotoAsync($"http://localhost:{web.Process.Pages.Port}/api/bins");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Unauthorized");
        await page.CloseAsync();
    }

    /// <summary>As from Aspire's dashboard, which may be of another site: another host, or https.</summary>
    [Fact]
    public async Task Link_FollowedFromAPageOfAnotherSite_LogsInAndFindsTheSessionLater()
    {
        var page = await chromium.OpenAsync(1280, 800);
        await using var web = await BinnedWeb.StartAsync();
        var link = $"http://localhost:{web.Process.Pages.Port}{LoginCode.MakeLink(BinnedWeb.Token, DateTimeOffset.UtcNow)}";
        await page.RouteAsync("http://dashboard.test/", route => route.FulfillAsync(new() { ContentType = "text/html", Body = $"<a href=\"{link}\">Log in</a>" }));

        for (var i = 0; i < 2; i++)
        {
            await page.GotoAsync("http://dashboard.test/");
            await page.GetByRole(AriaRole.Link).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Bins");
            await page.GotoAsync("http://dashboard.test/");
            await page.EvaluateAsync($"() => document.querySelector('a').href = 'http://localhost:{web.Process.Pages.Port}/inspect'");
            await page.GetByRole(AriaRole.Link).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Bins");
        }

        using var client = new HttpClient();
        Assert.Contains("That link has been used", await client.GetStringAsync(new Uri($"http://localhost:{web.Process.Pages.Port}/login?used"), Cancellation), StringComparison.Ordinal);
        await page.CloseAsync();
    }
}
