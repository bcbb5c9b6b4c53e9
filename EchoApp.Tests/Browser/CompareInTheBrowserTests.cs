using System.Text.Json.Nodes;
using EchoApp.Tests.Web;
using Microsoft.Playwright;
using Xunit;

namespace EchoApp.Tests.Browser;

/// <summary>Two requests side by side, as a person sees them.</summary>
[Collection(nameof(SteadyNetwork))]
public sealed class CompareInTheBrowserTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly string _word = new('w', 600);

    private static readonly (string Left, string Right)[] _bodies =
    [
        ($$"""{"total":17,"{{_word}}":"{{_word}}"}""", $$"""{"total":17.0,"{{_word}}":"{{_word}}x","added":true}"""),
        ($"a\nb {_word}\nc\n", $"a\nb {_word}x\nd\ne\n"),
        ("\0\u0001", "\0\u0002\u0003"),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static MatrixTheoryData<int, ColorScheme> WidthsAndThemes { get; } = new([1280, 320], [ColorScheme.Light, ColorScheme.Dark]);

    [Theory]
    [MemberData(nameof(WidthsAndThemes))]
    public async Task Page_AtAWidthInATheme_FitsIsLegibleAndIsAccessible(int width, ColorScheme theme)
    {
        var page = await chromium.OpenAsync(width, 800, theme);
        await using var web = await WebProcess.StartAsync(("Access__Anonymous", "true"), ("Bins__orders__Raw", "true"));
        foreach (var (left, right) in _bodies)
        {
            var path = $"http://localhost:{web.Pages.Port}/inspect/orders/{await SendAsync(web, "?a=1", left)}/compare/{await SendAsync(web, $"?a={_word}", right)}";
            foreach (var query in (string[])["", "?all"])
            {
                await page.GotoAsync(path + query);
                Assert.Empty(await page.EvaluateAsync<string[]>(PageScripts.Overflowing));
                Assert.Equal(width, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
                Assert.Empty(await page.EvaluateAsync<string[]>(PageScripts.LowContrast));
                await Accessibility.AssertAsync(page);
            }
        }

        await page.CloseAsync();
    }

    /// <returns>The id of the request.</returns>
    private static async Task<string> SendAsync(WebProcess web, string query, string body)
    {
        using var client = new HttpClient();
        using var content = new StringContent(body);
        using var sent = await client.PostAsync(new Uri(web.Echo, $"/b/orders{query}"), content, Cancellation);
        sent.EnsureSuccessStatusCode();
        var list = JsonNode.Parse(await client.GetStringAsync(new Uri(web.Pages, "/api/bins/orders/requests?limit=1"), Cancellation))!;
        return (string)list["items"]![0]!["id"]!;
    }
}
