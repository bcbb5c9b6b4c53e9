using EchoApp.Tests.Web;
using Microsoft.Playwright;
using Xunit;

namespace EchoApp.Tests.Browser;

/// <summary>The pages of a bin in a browser, and what is sent to it meanwhile.</summary>
internal static class RequestPages
{
    public static Task<WebProcess> StartAsync() => WebProcess.StartAsync(("Access__Anonymous", "true"), ("Bins__orders__Raw", "false"));

    /// <param name="chromium">The browser.</param>
    /// <param name="web">The service.</param>
    /// <param name="rest">Of the address, behind that of the bin.</param>
    /// <param name="width">Of the window, in pixels.</param>
    public static async Task<IPage> OpenRequestsAsync(this Chromium chromium, WebProcess web, string rest = "", int width = 1280)
    {
        var page = await chromium.OpenAsync(width, 800);
        await page.GotoAsync($"http://localhost:{web.Pages.Port}/inspect/orders{rest}");
        return page;
    }

    public static async Task PressKeysAsync(this IPage page, params string[] keys)
    {
        foreach (var key in keys)
        {
            await page.Keyboard.PressAsync(key);
        }
    }

    /// <summary>Sends requests whose targets end with their numbers.</summary>
    public static async Task SendAsync(WebProcess web, int from, int to)
    {
        using var client = new HttpClient();
        for (var i = from; i < to; i++)
        {
            using var sent = await client.PostAsync(new Uri(web.Echo, $"/b/orders/{i}"), content: null, TestContext.Current.CancellationToken);
            sent.EnsureSuccessStatusCode();
        }
    }
}
