using EchoApp.Tests.Web;
using Microsoft.Playwright;

namespace EchoApp.Tests.Browser;

/// <summary>How a browser gets to see each page there is, and what it may have to cope with there.</summary>
internal static class Visit
{
    /// <summary>The kinds of page: every template, and every error that a browser can meet.</summary>
    public static readonly string[] Pages = ["/", "/next", "/login", "missing", "refused"];

    /// <summary>Words longer than any screen, in every place where a page shows what comes from outside.</summary>
    public static readonly string[] LongWords = ["query", "name", "value", "host", "missing", "long missing", "method"];

    private static readonly string _word = new('w', 600);
    private static readonly string _longWord = new('w', 15_000);

    /// <summary>The Chromium of the tests takes every host in .test for this machine.</summary>
    private static readonly string _longHost = string.Join('.', Enumerable.Repeat(new string('h', 60), 4)) + ".test";

    public static async Task<IResponse> GoAsync(IPage page, WebProcess web, string kind)
    {
        var (path, host, method) = kind switch
        {
            "missing" => ($"/{_word}", "localhost", "GET"),
            "long missing" => ($"/{_longWord}", "localhost", "GET"),
            "query" => ($"/?{_longWord}", "localhost", "GET"),
            "host" => ("/", _longHost, "GET"),
            "method" => ("/next", "localhost", _word.ToUpperInvariant()),
            "refused" => ("/next", "localhost", "POST"),
            "name" or "value" => ("/", "localhost", "GET"),
            _ => (kind, "localhost", "GET"),
        };
        if (kind is "name" or "value")
        {
            await page.SetExtraHTTPHeadersAsync(new Dictionary<string, string> { [kind == "name" ? _word : "X-Long"] = kind == "name" ? "1" : _longWord });
        }

        var url = $"http://{host}:{web.Pages.Port}{path}";
        if (method != "GET")
        {
            await page.RouteAsync(url, route => route.ContinueAsync(new() { Method = method }));
        }

        return await page.GotoAsync(url) ?? throw new InvalidOperationException($"Nothing came from {url}.");
    }
}
