using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EchoApp.Tests.Http;
using EchoApp.Tests.Web;
using Microsoft.Playwright;
using Xunit;

namespace EchoApp.Tests.Browser;

/// <summary>What somebody sends to be run by who looks at it: in every field that is shown, in the list, as it arrives, and in every tab.</summary>
[Collection(nameof(SteadyNetwork))]
public sealed class HostileTextTests(Chromium chromium) : IClassFixture<Chromium>
{
    /// <summary>In what is put into a line, line ends are left out.</summary>
    private static readonly string[] _texts =
    [
        "<script>ran()</script>", "\"><script>ran()</script>", "'><script>ran()</script>", "</script><script>ran()</script>", "<img src=x onerror=ran()>", "\"><img src=x onerror=ran()>",
        "'><img src=x onerror=ran()>", "<svg onload=ran()>", "<svg/onload=ran()>", "<svg><script>ran()</script></svg>", "<iframe srcdoc='<script>parent.ran()</script>'></iframe>", "<iframe src=javascript:parent.ran()>",
        "<body onload=ran()>", "<details open ontoggle=ran()>", "<input autofocus onfocus=ran()>", "<select autofocus onfocus=ran()>", "<textarea autofocus onfocus=ran()>", "<video src=x onerror=ran()>",
        "<audio src=x onerror=ran()>", "<object data=javascript:ran()>", "<embed src=javascript:ran()>", "<a href=javascript:ran() autofocus onfocus=ran()>x</a>", "<form action=javascript:ran()><button>x</button></form>", "<math><mi xlink:href=javascript:ran()>x</mi></math>",
        "<style>@import 'javascript:ran()';</style>", "<link rel=stylesheet href=/x>", "<base href=//evil.example/>", "<meta http-equiv=refresh content='0;url=javascript:ran()'>", "<template><script>ran()</script></template>", "<noscript><p title=\"</noscript><img src=x onerror=ran()>\">",
        "<!--><script>ran()</script>-->", "--><script>ran()</script><!--", "<![CDATA[<script>ran()</script>]]>", "]]><script>ran()</script>", "<?xml version=\"1.0\"?><script>ran()</script>", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>",
        "</title><script>ran()</script>", "</textarea><script>ran()</script>", "</style><script>ran()</script>", "</pre><script>ran()</script>", "</template><script>ran()</script>", "</li></ol></section></main><script>ran()</script>",
        "\" onmouseover=ran() x=\"", "' onmouseover=ran() x='", "\" autofocus onfocus=ran() x=\"", "` onmouseover=ran() x=`", "\" hx-get=/inspect hx-trigger=load x=\"", "<div hx-on:load=ran() hx-get=/inspect hx-trigger=load></div>",
        "<div data-hx-get=/inspect data-hx-trigger=load></div>", "<div hx-sse:connect=/api/live></div>", "<a data-open href=//evil.example/ aria-current=true>x</a>", "javascript:ran()", "data:text/html,<script>ran()</script>", "&lt;script&gt;ran()&lt;/script&gt;",
        "&#60;script&#62;ran()&#60;/script&#62;", "\\u003cscript\\u003eran()\\u003c/script\\u003e", "%3Cscript%3Eran()%3C/script%3E", "+ADw-script+AD4-ran()+ADw-/script+AD4-", "{{constructor.constructor('ran()')()}}", "${ran()}",
        "\u202e<script>ran()</script>\u202c", "\u0000<script>ran()</script>", "\u2028<script>ran()</script>", "id: p1\ndata: <script>ran()</script>\n\n",
    ];

    private static readonly string[] _tabs = ["overview", "headers", "query", "cookies", "body", "body&view=text", "body&view=hex", "anomalies", "answer"];

    /// <summary>As a row does that is clicked on; until it is there.</summary>
    private const string Open = """
        url => new Promise((shown, failed) => {
          setTimeout(() => failed(new Error(`It is not shown: ${url}`)), 30000);
          const link = Object.assign(document.createElement("a"), { href: url });
          link.dataset.open = "";
          document.addEventListener("inspect:shown", () => shown(), { once: true });
          document.body.append(link);
          link.click();
          link.remove();
        })
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Text_ThatIsToRun_IsShown()
    {
        Assert.True(_texts.Distinct().Count() >= 60);
        var page = await chromium.OpenAsync(1280, 800);
        await using var web = await WebProcess.StartAsync(("Access__Anonymous", "true"), ("Bins__orders__Raw", "true"));
        List<string> complaints = [];
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);
        page.Dialog += (_, dialog) => complaints.Add(dialog.Message);
        await page.AddInitScriptAsync("window.ran = () => { window.hasRun = true; };");
        await page.GotoAsync($"http://localhost:{web.Pages.Port}/inspect/orders");
        var elements = await page.EvaluateAsync<string[]>("() => [...new Set([...document.querySelectorAll('body *')].map(element => element.localName))]");

        for (var i = 0; i < _texts.Length; i++)
        {
            await SendAsync(web, _texts[i], i);
        }

        // As it arrives, and as the page has it.
        await Assertions.Expect(page.Locator(".rows li").Or(page.Locator(".arrivals button"))).Not.ToHaveCountAsync(0);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".rows li")).ToHaveCountAsync(_texts.Length);
        await AssertNothingRanAsync(page, complaints, elements, "the list");
        using var client = new HttpClient();
        var requests = JsonNode.Parse(await client.GetStringAsync(new Uri(web.Pages, "/api/bins/orders/requests?limit=100"), Cancellation))!["items"]!.AsArray();
        foreach (var request in requests)
        {
            foreach (var tab in _tabs)
            {
                await page.EvaluateAsync(Open, $"/inspect/orders/{request!["id"]}?tab={tab}");
                Assert.Equal(tab.Split('&')[0], await page.Locator("#detail .tab").GetAttributeAsync("data-tab"));
                await AssertNothingRanAsync(page, complaints, elements, $"{tab} of {request["target"]}");
            }
        }

        foreach (var (one, other) in requests.Zip(requests.Skip(1)))
        {
            await page.GotoAsync($"http://localhost:{web.Pages.Port}/inspect/orders/{one!["id"]}/compare/{other!["id"]}?all");
            await AssertNothingRanAsync(page, complaints, elements, $"{one["target"]} beside {other["target"]}");
        }

        foreach (var text in _texts)
        {
            await page.GotoAsync($"http://localhost:{web.Pages.Port}/inspect/orders?q={Uri.EscapeDataString(text)}");
            await AssertNothingRanAsync(page, complaints, [.. elements, "input"], $"the query {text}");
        }

        foreach (var answers in _texts.Chunk(25))
        {
            // As a script, and the first of them as the only answer; and as what is shown of both.
            var responses = answers.Select((text, i) => new { body = text.Replace("{{", "\\{{", StringComparison.Ordinal), contentType = $"text/x; a=\"{Line(text)}\"", headers = new Dictionary<string, string> { [$"X-{i}"] = Line(text) } }).ToArray();
            foreach (var settings in (object[])[new { script = new { steps = responses.Select(response => new { response }) } }, new { script = (object?)null, response = responses[0] }])
            {
                using var set = await client.PatchAsJsonAsync(new Uri(web.Pages, "/api/bins/orders"), settings, Cancellation);
                Assert.True(set.IsSuccessStatusCode, await set.Content.ReadAsStringAsync(Cancellation));
                await page.GotoAsync($"http://localhost:{web.Pages.Port}/inspect/orders/settings");
                await AssertNothingRanAsync(page, complaints, [.. elements, "label", "fieldset", "legend", "textarea", "dialog"], $"the settings with {answers[0]}");
            }
        }

        await page.CloseAsync();

        static string Line(string text) => string.Concat(text.Where(character => character is >= ' ' and < '\u007f' and not '"' and not '\\'));
    }

    private static async Task AssertNothingRanAsync(IPage page, List<string> complaints, string[] elements, string where)
    {
        Assert.False(await page.EvaluateAsync<bool>("() => window.hasRun === true"), where);
        Assert.True(complaints.Count == 0, $"{where}: {string.Join('\n', complaints)}");

        // Nothing has become an element that no page of ours has.
        string[] known = [.. elements, "li", "ol", "time", "b", "p", "h2", "h3", "nav", "details", "summary", "pre", "code", "table", "thead", "tbody", "tr", "th", "td", "mark", "ul", "ins", "del", "dl", "dt", "dd", "div", "span", "a", "section"];
        var unknown = (await page.EvaluateAsync<string[]>("() => [...new Set([...document.querySelectorAll('main *')].map(element => element.localName))]")).Except(known);
        Assert.True(!unknown.Any(), $"{where}: {string.Join(", ", unknown)}");
        Assert.Equal(0, await page.EvaluateAsync<int>("() => [...document.querySelectorAll('main *')].filter(element => [...element.attributes].some(attribute => attribute.name.startsWith('on')) || /^javascript:/i.test(element.getAttribute('href') ?? '')).length"));
    }

    /// <summary>With it in each field that is shown, as far as HTTP lets it stand there.</summary>
    private static async Task SendAsync(WebProcess web, string text, int number)
    {
        var line = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text.Replace("\n", "", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal)));
        var target = line.Replace(" ", "%20", StringComparison.Ordinal);
        var ascii = string.Concat(target.Where(character => character is > ' ' and < '\u007f'));
        var (type, body) = (number % 5) switch
        {
            0 => ("application/json", $"{{{JsonSerializer.Serialize(text)}:[{JsonSerializer.Serialize(text)}]}}"),
            1 => ("application/x-www-form-urlencoded", $"{Uri.EscapeDataString(text)}={Uri.EscapeDataString(text)}"),
            2 => ("multipart/form-data; boundary=b", $"--b\r\nContent-Disposition: form-data; name=\"{line.Replace("\"", "%22", StringComparison.Ordinal)}\"; filename=\"{line.Replace("\"", "%22", StringComparison.Ordinal)}\"\r\nContent-Type: text/html\r\n\r\n{line}\r\n--b--"),
            3 => ("application/xml", $"<a b=\"{System.Security.SecurityElement.Escape(line)}\">{System.Security.SecurityElement.Escape(line)}</a>"),
            _ => (line, line),
        };
        await RawHttp.ExchangeAsync(
            web.EchoEndPoints[0],
            $"POST /b/orders/{ascii}?{ascii}={ascii} HTTP/1.1\r\nHost: a\r\nUser-Agent: {line}\r\nX-GitHub-Event: {line}\r\nX-Hostile: {line}\r\nCookie: {line}={line}\r\nForwarded: for=\"{line}\"\r\nX-Forwarded-For: {line}\r\n"
            + $"Authorization: Bearer {line}\r\nPriority: {line}\r\ntraceparent: {line}\r\nContent-Type: {type}\r\nContent-Length: {Encoding.Latin1.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}",
            Cancellation);
    }
}
