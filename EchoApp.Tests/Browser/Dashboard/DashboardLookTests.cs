using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EchoApp.Tests.Browser.Dashboard;

/// <summary>Every page at three sizes, light and dark: nothing reaches beyond the window, everything is legible, nothing complains.</summary>
[Collection(nameof(SteadyNetwork))]
public sealed class DashboardLookTests(RunningDashboard dashboard) : IClassFixture<RunningDashboard>
{
    private static readonly (string Name, string Path, string Shown)[] _pages =
    [
        ("resources", "/", "web"),
        ("resource", "/?resource=web", "Environment"),
        ("resources-graph", "/?view=graph", "web"),
        ("console", "/consolelogs/web", "Echo listening on"),
        ("structured-logs", "/structuredlogs", "Echoed GET"),
        ("traces", "/traces", "GET"),
        ("trace", "/traces/{trace}", "GET"),
        ("metrics", "/metrics?resource=web&meter=Microsoft.AspNetCore.Hosting&instrument=http.server.request.duration", "http.server.request.duration"),
    ];

    private static readonly (string Name, int Width, int Height)[] _sizes = [("", 1440, 900), ("-tablet", 820, 1180), ("-phone", 390, 844)];

    public static TheoryData<string, string, ColorScheme> Looks()
    {
        var looks = new TheoryData<string, string, ColorScheme>();
        foreach (var (page, _, _) in _pages)
        {
            foreach (var (size, _, _) in _sizes)
            {
                looks.Add(page, size, ColorScheme.Light);
                looks.Add(page, size, ColorScheme.Dark);
            }
        }

        return looks;
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Page_AtASize_FitsIsLegibleAndRaisesNothing(string name, string sizeName, ColorScheme scheme)
    {
        var (_, path, shown) = _pages.Single(page => page.Name == name);
        var (_, width, height) = _sizes.Single(size => size.Name == sizeName);
        var trace = await dashboard.EchoAsync("/look");
        var page = await dashboard.OpenAsync("/", width, height);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        if (name == "trace")
        {
            await dashboard.TraceIsThereAsync(page, trace);
        }

        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => complaints.Add(error);
        await page.GotoAsync(dashboard.Address(path.Replace("{trace}", trace, StringComparison.Ordinal)));
        await Expect(page.Locator("main").GetByText(shown).Filter(new() { Visible = true }).First).ToBeVisibleAsync();

        Assert.Empty(await page.EvaluateAsync<string[]>(PageScripts.LowContrast));
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"), "The page is wider than the window.");
        Assert.Empty(complaints);
        if (Pictures.AreWanted && IsKept(name, sizeName, scheme))
        {
            await Pictures.TakeAsync(page, $"dashboard-{name}{sizeName}{(scheme == ColorScheme.Dark ? "-dark" : "")}.png", isFullPage: false);
        }

        await page.CloseAsync();
    }

    // Of every page one, and of the first how it looks elsewhere. Details tell where things lie on this machine.
    private static bool IsKept(string name, string size, ColorScheme scheme) => (name != "resource" && (size, scheme) is ("", ColorScheme.Light))
        || (name == "resources" && scheme == ColorScheme.Light) || (name is "console" or "metrics" && (size, scheme) is ("", ColorScheme.Dark));
}
