using System.Globalization;
using Microsoft.Playwright;

namespace Browsing;

/// <summary>The inspector's list of a bin in Chromium, as a person has it.</summary>
internal sealed class Inspector : IAsyncDisposable
{
    /// <summary>How much the page moves what is in it after that is seen (Layout Instability), a second after it was loaded.</summary>
    private const string Shift = """
        () => new Promise(done => {
          let sum = 0;
          new PerformanceObserver(list => list.getEntries().forEach(entry => sum += entry.value)).observe({ type: "layout-shift", buffered: true });
          setTimeout(() => done(sum), 1000);
        })
        """;

    /// <summary>When a frame has been made after the last paint, in ms since 1970.</summary>
    private const string Watch = """
        () => {
          window.seen = {};
          const now = () => performance.timeOrigin + performance.now();
          new MutationObserver(() => {
            for (const target of document.querySelectorAll(".rows li:nth-child(-n+5) .target")) {
              const name = target.textContent.split("/").at(-1);
              name in seen || (seen[name] = 0, requestAnimationFrame(() => setTimeout(() => seen[name] = now())));
            }
          }).observe(document.querySelector(".requests"), { childList: true, subtree: true });
        }
        """;

    /// <summary>Down the list for some seconds, a window and a half with each third frame: how long each frame takes, in ms.</summary>
    private const string Scroll = """
        () => new Promise(done => {
          const frames = [];
          let last = performance.now();
          let count = 0;
          const step = now => {
            frames.push(now - last);
            last = now;
            if (++count % 3 === 0) {
              scrollBy(0, 1.5 * innerHeight);
            }
            count < 900 ? requestAnimationFrame(step) : done(frames.slice(1));
          };
          requestAnimationFrame(step);
        })
        """;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly Uri _pages;
    private readonly Uri _echo;
    private readonly string _bin;

    private Inspector(IPlaywright playwright, IBrowser browser, Uri pages, Uri echo, string bin) =>
        (_playwright, _browser, _pages, _echo, _bin) = (playwright, browser, pages, echo, bin);

    public static async Task<Inspector> StartAsync(Uri pages, Uri echo, string bin)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            ChromiumSandbox = false,
            Args = ["--disable-gpu", "--disable-background-networking"],
        });
        return new(playwright, browser, pages, echo, bin);
    }

    /// <summary>In a profile that nothing was ever loaded in.</summary>
    /// <param name="path">Of the page.</param>
    /// <returns>From the beginning of its navigation to the first content that is painted, in ms (Paint Timing); and how much it moves.</returns>
    public async Task<(double Paint, double Shift)> PaintAsync(string path)
    {
        var page = await OpenAsync(path);
        var shift = await page.EvaluateAsync<double>(Shift);
        var paint = await page.EvaluateAsync<double>("() => performance.getEntriesByName('first-contentful-paint')[0].startTime");
        await page.Context.CloseAsync();
        return (paint, shift);
    }

    /// <summary>Of all scripts and styles of the list, as they are sent.</summary>
    public async Task<double> BytesAsync()
    {
        var page = await OpenAsync($"/inspect/{_bin}");
        var bytes = await page.EvaluateAsync<double>("() => performance.getEntriesByType('resource').filter(entry => /\\.(js|css)$/.test(entry.name)).reduce((sum, entry) => sum + entry.encodedBodySize, 0)");
        await page.Context.CloseAsync();
        return bytes;
    }

    /// <summary>Sends requests one by one while the list is looked at.</summary>
    /// <returns>From before each is sent until its row has been painted, in ms.</returns>
    public async Task<double[]> ArriveAsync(int count)
    {
        var page = await OpenAsync($"/inspect/{_bin}");
        await page.Locator(".live[data-state=live]").WaitForAsync();
        await page.EvaluateAsync(Watch);
        using var client = new HttpClient { BaseAddress = _echo };
        List<double> times = [];
        for (var i = 0; i < count; i++)
        {
            var begun = await page.EvaluateAsync<double>("() => performance.timeOrigin + performance.now()");
            using (await client.PostAsync(new Uri($"/b/{_bin}/arrival-{i}", UriKind.Relative), new StringContent("{}")))
            {
                var seen = await page.WaitForFunctionAsync(string.Create(CultureInfo.InvariantCulture, $"() => seen['arrival-{i}']"));
                times.Add(await seen.JsonValueAsync<double>() - begun);
            }
        }

        await page.Context.CloseAsync();
        return [.. times];
    }

    /// <returns>How long each frame takes while the list is scrolled down, in ms.</returns>
    public async Task<double[]> ScrollAsync()
    {
        var page = await OpenAsync($"/inspect/{_bin}");
        var frames = await page.EvaluateAsync<double[]>(Scroll);
        await page.Context.CloseAsync();
        return frames;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private async Task<IPage> OpenAsync(string path)
    {
        var context = await _browser.NewContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 800 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(_pages, path).ToString());
        return page;
    }
}
