using EchoApp.Tests.Web;
using Microsoft.Playwright;
using Xunit;

namespace EchoApp.Tests.Browser;

[Collection(nameof(SteadyNetwork))]
public sealed class PagesInTheBrowserTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData("/", 1280, 800, "rgb(176, 224, 230)", "home.png")]
    [InlineData("/", 390, 844, "rgb(176, 224, 230)", "home-phone.png")]
    [InlineData("/next", 1280, 800, "rgb(255, 99, 71)", "next.png")]
    [InlineData("/next", 390, 844, "rgb(255, 99, 71)", "next-phone.png")]
    [InlineData("/", 320, 640, "rgb(176, 224, 230)", null)]
    [InlineData("/next", 320, 640, "rgb(255, 99, 71)", null)]
    public async Task Page_AtAWidth_FitsIsLegibleAndRaisesNothing(string path, int width, int height, string background, string? picture)
    {
        var page = await chromium.OpenAsync(width, height);
        await using var web = await StartAsync(picture);
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => complaints.Add(error);
        page.RequestFailed += (_, request) => complaints.Add($"failed: {request.Url}");
        await page.GotoAsync(new UriBuilder(web.Pages) { Host = "localhost", Path = path }.ToString(), new() { WaitUntil = WaitUntilState.NetworkIdle });

        Assert.Equal(background, await page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).backgroundColor"));
        Assert.Empty(await page.EvaluateAsync<string[]>(PageScripts.LowContrast));
        Assert.Empty(await page.EvaluateAsync<string[]>(PageScripts.Overflowing));
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
        Assert.Empty(complaints);
        if (picture is not null && Pictures.AreWanted)
        {
            await Pictures.TakeAsync(page, picture, isFullPage: true);
        }

        await page.CloseAsync();
    }

    [Fact]
    public async Task Links_OfTheHomePage_AllAnswer()
    {
        var page = await chromium.OpenAsync(1280, 800);
        await using var web = await StartAsync(null);
        await page.GotoAsync(web.Pages.ToString());
        var links = await page.EvaluateAsync<string[]>("() => [...document.links].map(link => link.href)");
        foreach (var path in (string[])["/next", "/health", "/alive", "/openapi/v1.json"])
        {
            Assert.Contains(new Uri(web.Pages, path).ToString(), links);
        }

        using var client = new HttpClient();
        foreach (var link in links.Distinct())
        {
            using var response = await client.GetAsync(new Uri(link), TestContext.Current.CancellationToken);
            Assert.True(response.IsSuccessStatusCode, $"{link}: {(int)response.StatusCode}");
        }

        await page.CloseAsync();
    }

    /// <summary>Pictures show the default ports, as readers will see them.</summary>
    private static Task<WebProcess> StartAsync(string? picture) => picture is not null && Pictures.AreWanted
        ? WebProcess.StartAsync(("ECHO_PORT", "6000"), ("PAGES_PORT", "5000"))
        : WebProcess.StartAsync();
}
