using EchoApp.Tests.Web;
using EchoApp.Tests.Web.Bins;
using Microsoft.Playwright;
using Xunit;

namespace EchoApp.Tests.Browser;

[Collection(nameof(SteadyNetwork))]
public sealed class PagesInTheBrowserTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Powderblue = "rgb(176, 224, 230)";
    private const string Tomato = "rgb(255, 99, 71)";
    private static readonly int[] _widths = [1280, 390, 320];

    private static readonly Dictionary<(string Kind, int Width), string> _pictures = new()
    {
        [("/", 1280)] = "home.png",
        [("/", 390)] = "home-phone.png",
        [("/next", 1280)] = "next.png",
        [("/next", 390)] = "next-phone.png",
    };

    public static MatrixTheoryData<string, int, ColorScheme> PagesWidthsAndThemes { get; } = new(Visit.Pages, _widths, [ColorScheme.Light, ColorScheme.Dark]);

    public static MatrixTheoryData<string, int> LongWordsAndWidths { get; } = new(Visit.LongWords, _widths);

    /// <summary>The pages have colours of their own, which are those of both themes.</summary>
    [Theory]
    [MemberData(nameof(PagesWidthsAndThemes))]
    public async Task Page_AtAWidthInATheme_FitsIsLegibleIsAccessibleAndRaisesNothing(string kind, int width, ColorScheme theme)
    {
        var page = await chromium.OpenAsync(width, 800, theme);
        var picture = Pictures.AreWanted && theme == ColorScheme.Light ? _pictures.GetValueOrDefault((kind, width)) : null;
        // Pictures show the default ports, as readers will see them.
        await using var web = await (picture is null ? WebProcess.StartAsync() : WebProcess.StartAsync(("ECHO_PORT", "6000"), ("PAGES_PORT", "5000")));
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => complaints.Add(error);
        page.RequestFailed += (_, request) => complaints.Add($"failed: {request.Url}");

        var response = await Visit.GoAsync(page, web, kind);

        Assert.Equal(kind == "/next" ? Tomato : Powderblue, await page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).backgroundColor"));
        await AssertFitsAsync(page);
        Assert.Empty(await page.EvaluateAsync<string[]>(PageScripts.LowContrast));
        await Accessibility.AssertAsync(page);
        // Chromium says on the console that an error page is one.
        Assert.All(complaints, complaint => Assert.Contains($"{response.Status}", complaint, StringComparison.Ordinal));
        Assert.Equal(response.Ok ? 0 : 1, complaints.Count);
        if (picture is not null)
        {
            await Pictures.TakeAsync(page, picture, isFullPage: true);
        }

        await page.CloseAsync();
    }

    [Theory]
    [MemberData(nameof(LongWordsAndWidths))]
    public async Task Page_GivenAWordLongerThanTheScreen_Fits(string kind, int width)
    {
        var page = await chromium.OpenAsync(width, 800);
        await using var web = await WebProcess.StartAsync();
        await Visit.GoAsync(page, web, kind);
        await AssertFitsAsync(page);
        await page.CloseAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("name")]
    [InlineData("value")]
    public async Task Request_OnAWideScreen_GivesItsNamesAThirdAtMost(string kind)
    {
        var page = await chromium.OpenAsync(1280, 800);
        await using var web = await WebProcess.StartAsync();
        await Visit.GoAsync(page, web, kind);
        var names = await page.EvaluateAsync<double[]>(PageScripts.NamesOfTheRequest);
        Assert.InRange(names[0], 0.1, 0.33);
        Assert.Equal(0, names[1]);
        await page.CloseAsync();
    }

    /// <summary>Those of this service; a build that was told where its source is also links to that.</summary>
    [Fact]
    public async Task Links_OfEveryPage_AllAnswer()
    {
        var page = await chromium.OpenAsync(1280, 800);
        await using var web = await WebProcess.StartAsync(("Access__Token", BinnedWeb.Token));
        using var client = new HttpClient { DefaultRequestHeaders = { Authorization = new("Bearer", BinnedWeb.Token) } };
        foreach (var kind in Visit.Pages)
        {
            await Visit.GoAsync(page, web, kind);
            Assert.Empty(await page.EvaluateAsync<string[]>("() => [...document.links].map(a => a.getAttribute('href')).filter(h => h.startsWith('#') && !document.querySelector(h))"));
            var links = await page.EvaluateAsync<string[]>("() => [...document.links].map(link => link.href).filter(href => new URL(href).hostname == location.hostname)");
            foreach (var path in (string[])(kind == "/" ? ["/inspect", "/next", "/health", "/alive", "/openapi/v1.json"] : ["/inspect", "/next", "/openapi/v1.json"]))
            {
                Assert.Contains($"http://localhost:{web.Pages.Port}{path}", links);
            }

            foreach (var link in links.Distinct().Where(link => !link.Contains('#', StringComparison.Ordinal)))
            {
                using var response = await client.GetAsync(new Uri(link), TestContext.Current.CancellationToken);
                Assert.True(response.IsSuccessStatusCode, $"{link}: {(int)response.StatusCode}");
            }
        }

        await page.CloseAsync();
    }

    /// <summary>With an echo that browsers reach, and on a port that they refuse.</summary>
    [Theory]
    [InlineData("0")]
    [InlineData("6679")]
    public async Task EveryRow_OfEverythingHere_HasALinkThatTheBrowserFollows(string echoPort)
    {
        var page = await chromium.OpenAsync(1280, 800);
        await using var web = await WebProcess.StartAsync(("ECHO_PORT", echoPort), ("Access__Anonymous", "true"));
        await Visit.GoAsync(page, web, "/");
        var rows = page.Locator(".routes li");
        Assert.Equal(8, await rows.CountAsync());
        for (var i = 0; i < 8; i++)
        {
            await Visit.GoAsync(page, web, "/");
            var link = rows.Nth(i).GetByRole(AriaRole.Link);
            var href = await link.EvaluateAsync<string>("link => link.href");
            await link.ClickAsync();
            // WaitForURLAsync looks for the load event first and listens for it then: one that comes in between is never seen.
            await Assertions.Expect(page).ToHaveURLAsync(href);
            await Assertions.Expect(page.Locator("body")).Not.ToBeEmptyAsync();
        }

        await page.CloseAsync();
    }

    /// <summary>What asks for it without having seen a page's own link to the icon: a picture that the browser can draw.</summary>
    [Fact]
    public async Task FaviconIco_InTheBrowser_IsAPicture()
    {
        var page = await chromium.OpenAsync(390, 844);
        await using var web = await WebProcess.StartAsync();
        await Visit.GoAsync(page, web, "/");
        await page.EvaluateAsync("() => { const image = new Image(); image.src = '/favicon.ico'; return image.decode(); }");
        await page.CloseAsync();
    }

    private static async Task AssertFitsAsync(IPage page)
    {
        Assert.Empty(await page.EvaluateAsync<string[]>(PageScripts.Overflowing));
        Assert.Empty(await page.EvaluateAsync<string[]>(PageScripts.BrokenCommands));
        Assert.Equal(page.ViewportSize!.Width, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
    }
}
