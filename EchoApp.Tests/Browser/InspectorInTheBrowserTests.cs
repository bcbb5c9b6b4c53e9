using System.Text.Json.Nodes;
using EchoApp.Tests.Http;
using EchoApp.Tests.Web;
using EchoApp.Tests.Web.Bins;
using Microsoft.Playwright;
using Xunit;

namespace EchoApp.Tests.Browser;

/// <summary>The inspector as a person has it: what it looks like, and what hands do with it.</summary>
[Collection(nameof(SteadyNetwork))]
public sealed class InspectorInTheBrowserTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string FirstWithBins = "bins";

    private static readonly string[] _kinds = ["no bins", "no name", FirstWithBins, "new bin", "empty bin", "requests", "no query", "guide", "overview", "headers", "query", "cookies", "body", "hex", "anomalies", "answer", "echo", "response", "script"];

    private static readonly Dictionary<(string Kind, int Width, ColorScheme Theme), string> _pictures = new()
    {
        [("bins", 1280, ColorScheme.Light)] = "inspect-bins.png",
        [("empty bin", 1280, ColorScheme.Light)] = "inspect-empty.png",
        [("requests", 1280, ColorScheme.Light)] = "inspect-requests.png",
        [("body", 1280, ColorScheme.Dark)] = "inspect-body.png",
        [("headers", 1280, ColorScheme.Light)] = "inspect-headers.png",
        [("script", 1280, ColorScheme.Dark)] = "inspect-settings.png",
    };

    /// <summary>As long as may be; in pictures as people have it.</summary>
    private static readonly string _emptyBin = Pictures.AreWanted ? "deliveries" : new string('w', 64);
    private static readonly string[] _detailKinds = ["overview", "headers", "query", "cookies", "body", "hex", "anomalies", "answer"];

    private static readonly string _long = Pictures.AreWanted ? "note" : new string('w', 300);
    private static readonly string _path = Pictures.AreWanted ? "shipped" : new string('w', 600);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<int> Widths { get; } = [1280, 390, 320];

    /// <summary>In both themes at once: most of the time a browser looks at itself, in one process a page.</summary>
    [Theory]
    [MemberData(nameof(Widths))]
    public async Task EveryPage_AtAWidthInEachTheme_FitsIsLegibleIsAccessibleAndRaisesNothing(int width)
    {
        await using var web = await WebProcess.StartAsync([("Access__Anonymous", "true"), .. Pictures.AreWanted ? [("ECHO_PORT", "6000"), ("PAGES_PORT", "5000")] : Array.Empty<(string, string)>()]);
        var first = Array.IndexOf(_kinds, FirstWithBins);
        await VisitAsync(web, _kinds[..first], width);
        await FillAsync(web);
        await VisitAsync(web, _kinds[first..], width);
    }

    [Fact]
    public async Task Person_MakesABinSendsToItSetsItAndDeletesIt()
    {
        var page = await chromium.OpenAsync(1280, 800);
        await using var web = await WebProcess.StartAsync(("Access__Anonymous", "true"));
        using var client = new HttpClient { BaseAddress = web.Echo };
        await page.GotoAsync($"http://localhost:{web.Pages.Port}/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Look at requests" }).ClickAsync();

        // One that is refused, and given up, leaves nothing behind.
        var (dialog, name) = (page.GetByRole(AriaRole.Dialog), page.GetByLabel("Name", new() { Exact = true }));
        await page.GetByRole(AriaRole.Link, new() { Name = "New bin" }).ClickAsync();
        await name.FillAsync("No spaces");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await Assertions.Expect(dialog).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "New bin" }).ClickAsync();
        await Assertions.Expect(name).ToHaveValueAsync("");

        await name.FillAsync("orders");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToHaveTextAsync("This bin is empty");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send one now" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Sent. It was answered 200.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "/b/orders/hello" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Settings" }).ClickAsync();
        var preview = page.GetByRole(AriaRole.Region, new() { Name = "What callers get" });
        await Assertions.Expect(preview).ToContainTextAsync("and the echo of the request");
        await page.GetByLabel("with this response").CheckAsync();
        await page.GetByLabel("Status").FillAsync("418");
        await page.GetByLabel("Body").FillAsync("short and stout {{number}}");
        await Assertions.Expect(preview).ToContainTextAsync("HTTP/1.1 418 I'm a teapot");
        await Assertions.Expect(preview).ToContainTextAsync("short and stout 0");
        await page.GetByLabel("Status").FillAsync("4l8");
        await Assertions.Expect(preview).ToContainTextAsync("The status must be a whole number.");
        await page.GetByLabel("Status").FillAsync("418");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Saved.")).ToBeVisibleAsync();
        using var answer = await client.GetAsync("/b/orders", Cancellation);
        Assert.Equal(418, (int)answer.StatusCode);

        await page.GetByLabel("in turn, by a script").CheckAsync();
        await Assertions.Expect(preview).ToContainTextAsync("Requests 1 to 2");
        await page.GetByLabel("Script", new() { Exact = true }).FillAsync("""{"steps":[{"response":{"status":503}},{"response":{"status":201}}]}""");
        await Assertions.Expect(preview).ToContainTextAsync("From request 2 on");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Saved.")).ToBeVisibleAsync();
        foreach (var expected in (int[])[503, 201, 201])
        {
            using var inTurn = await client.GetAsync("/b/orders", Cancellation);
            Assert.Equal(expected, (int)inTurn.StatusCode);
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Empty the bin" }).ClickAsync();
        await Assertions.Expect(page.GetByText("5 requests deleted.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(page.GetByText("5 requests brought back.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".target")).ToHaveCountAsync(5);

        await page.GetByRole(AriaRole.Link, new() { Name = "Settings" }).ClickAsync();
        await page.GetByLabel("Its name, to be sure").FillAsync("orders");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete the bin" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Bins");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("There is none yet.");
        await page.CloseAsync();
    }

    /// <summary>Without a reload; also when the service was gone for a while, or could not be asked at the beginning.</summary>
    [Fact]
    public async Task Bins_WhileTheyAreLookedAt_CountWhatArrives()
    {
        var page = await chromium.OpenAsync(1280, 800);
        using var data = new TemporaryDirectory();
        var (echo, pages) = (FreePort.Choose(), FreePort.Choose());
        (string, string)[] settings = [("Access__Anonymous", "true"), ("Bins__orders__Raw", "false"), ("Data__Directory", data.Path), ("ECHO_PORT", $"{echo}"), ("PAGES_PORT", $"{pages}")];
        using var client = new HttpClient { BaseAddress = new Uri($"http://localhost:{echo}") };
        var row = page.GetByRole(AriaRole.Row, new() { Name = "orders" });
        var asked = 0;
        await page.RouteAsync("**/inspect/-live", route => asked++ == 0 ? route.AbortAsync() : route.ContinueAsync());
        await using (var web = await WebProcess.StartAsync(settings))
        {
            await page.GotoAsync($"http://localhost:{pages}/inspect");
            await page.EvaluateAsync("() => window.stayed = true");
            await Assertions.Expect(row).ToContainTextAsync("never");
            using var sent = await client.GetAsync("/b/orders", Cancellation);
            await Assertions.Expect(row.Locator(".number").First).ToHaveTextAsync("1");
            await Assertions.Expect(row.Locator("time")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^(now|[0-9]+s ago)$"));
            await web.StopAsync();
        }

        await using var again = await WebProcess.StartAsync(settings);
        using var later = await client.GetAsync("/b/orders", Cancellation);
        await Assertions.Expect(row.Locator(".number").First).ToHaveTextAsync("2");
        Assert.True(await page.EvaluateAsync<bool>("() => window.stayed"));
        await page.CloseAsync();
    }

    [Fact]
    public async Task Session_ThatHasEnded_IsBegunAnewWhereTheReaderWas()
    {
        var page = await chromium.OpenAsync(1280, 800);
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await page.GotoAsync($"http://localhost:{web.Process.Pages.Port}/inspect/orders/settings");
        await LogInAsync(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Bins / orders / Settings");

        await web.SendAsync(HttpMethod.Delete, "sessions");
        await page.GetByLabel("with this response").CheckAsync();
        await Assertions.Expect(page.Locator(".notice")).ToHaveTextAsync("The session has ended. Log in in another tab, and go on here.");
        // As in another tab.
        var form = page.APIRequest.CreateFormData();
        form.Append("token", BinnedWeb.Token);
        var login = await page.APIRequest.PostAsync($"http://localhost:{web.Process.Pages.Port}/login", new() { Form = form });
        Assert.True(login.Ok);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Saved.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("with this response")).ToBeCheckedAsync();

        // What is live ends with the session, and its page asks for the login.
        await page.GetByRole(AriaRole.Link, new() { Name = "Bins" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "orders" })).ToBeVisibleAsync();
        await web.SendAsync(HttpMethod.Delete, "sessions");
        await LogInAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Access token")).ToBeVisibleAsync();
        await page.CloseAsync();
    }

    private Task VisitAsync(WebProcess web, string[] kinds, int width) => Task.WhenAll(VisitAsync(web, kinds, width, ColorScheme.Light), VisitAsync(web, kinds, width, ColorScheme.Dark));

    private async Task VisitAsync(WebProcess web, string[] kinds, int width, ColorScheme theme)
    {
        var page = await chromium.OpenAsync(width, 800, theme);
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => complaints.Add(error);
        foreach (var kind in kinds.Where(kind => !Pictures.AreWanted || _pictures.ContainsKey((kind, width, theme))))
        {
            complaints.Clear();
            await GoAsync(page, web, kind);
            await AssertAsync(page, kind, complaints);
            if (Pictures.AreWanted)
            {
                await Pictures.TakeAsync(page, _pictures[(kind, width, theme)], isFullPage: true);
            }
        }

        await page.CloseAsync();
    }

    private static async Task LogInAsync(IPage page)
    {
        await page.GetByLabel("Access token").FillAsync(BinnedWeb.Token);
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task AssertAsync(IPage page, string kind, List<string> complaints)
    {
        try
        {
            Assert.Empty(await page.EvaluateAsync<string[]>(PageScripts.Overflowing));
            Assert.Equal(page.ViewportSize!.Width, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
            Assert.Empty(await page.EvaluateAsync<string[]>(PageScripts.LowContrast));
            await Accessibility.AssertAsync(page);

            // Chromium says on the console that a page with a fault is one.
            Assert.All(complaints, complaint => Assert.Contains("400", complaint, StringComparison.Ordinal));
            Assert.Equal(kind is "no name" ? 1 : 0, complaints.Count);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"The page \"{kind}\": {exception.Message}", exception);
        }
    }

    /// <param name="client">What sends.</param>
    /// <param name="web">Where to.</param>
    /// <param name="target">The path and the query.</param>
    /// <param name="fields">Header fields, one a line.</param>
    /// <param name="body">The body.</param>
    private static async Task SendAsync(HttpClient client, WebProcess web, string target, string fields, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(web.Echo, target)) { Content = new StringContent(body) };
        foreach (var field in fields.Split('\n'))
        {
            var colon = field.IndexOf(':', StringComparison.Ordinal);
            request.Headers.TryAddWithoutValidation(field[..colon], field[(colon + 2)..]);
        }

        using var sent = await client.SendAsync(request, Cancellation);
        sent.EnsureSuccessStatusCode();
    }

    private static async Task<string> NewestAsync(WebProcess web, string bin)
    {
        using var client = new HttpClient();
        return (string)JsonNode.Parse(await client.GetStringAsync(new Uri(web.Pages, $"/api/bins/{bin}/requests?limit=1"), Cancellation))!["items"]![0]!["id"]!;
    }

    private static async Task FillAsync(WebProcess web)
    {
        using var client = new HttpClient();
        (string Name, string Settings)[] bins =
        [
            ("orders", "null"),
            ("github", """{"status":202,"contentType":"application/json","body":"{\"id\":\"{{id}}\"}"}"""),
            (_emptyBin, "null"),
        ];
        foreach (var (name, response) in bins)
        {
            using var created = await client.PostAsync(new Uri(web.Pages, "/api/bins"), new StringContent($$"""{"name":"{{name}}","response":{{response}}}"""), Cancellation);
            created.EnsureSuccessStatusCode();
        }

        using var flaky = await client.PostAsync(
            new Uri(web.Pages, "/api/bins"),
            new StringContent("""{"name":"flaky","raw":true,"script":{"steps":[{"times":2,"response":{"status":503,"headers":{"Retry-After":"1"}}},{"response":{"status":200}}]},"retention":{"age":"7d"}}"""),
            Cancellation);
        flaky.EnsureSuccessStatusCode();
        foreach (var path in (string[])["/b/orders/paid?id=7", $"/b/orders/{_path}", "/b/flaky"])
        {
            using var sent = await client.PostAsync(new Uri(web.Echo, path), new StringContent("""{"a": 1}"""), Cancellation);
        }

        // Of many senders, pinned and tagged.
        await SendAsync(client, web, "/b/orders/payments", "Stripe-Signature: t=1764541815,v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd", """{"type":"payment_intent.succeeded"}""");
        await SendAsync(client, web, "/b/orders/catalogue", "X-Shopify-Topic: products/update", """{"id":788032119674292922}""");
        await SendAsync(client, web, "/b/orders/messages", "X-Slack-Signature: v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", "token=x&team_domain=example&text=94070");
        await SendAsync(client, web, "/b/orders/events?source=till-3", "ce-type: com.example.order.paid\nce-specversion: 1.0\nce-id: 17\nce-source: /till/3", """{"order":17}""");
        await SendAsync(client, web, "/b/github/deliveries", "X-GitHub-Event: pull_request", "{}");
        await SendAsync(client, web, "/b/github/deliveries", "X-GitHub-Event: issues", "{}");
        using var marks = new HttpRequestMessage(HttpMethod.Patch, new Uri(web.Pages, $"/api/bins/orders/requests/{await NewestAsync(web, "orders")}"));
        marks.Content = new StringContent("""{"pinned":true,"tags":["seen"]}""");
        using var marked = await client.SendAsync(marks, Cancellation);
        marked.EnsureSuccessStatusCode();

        // With something for every tab, and long where that may be.
        var body = $$"""{"ref":"refs/heads/main","{{_long}}":"{{_long}}","commits":[{"id":"d6fde92930d4715a2b49857d24b940956b26d2d3","size":12345678901234567890.10,"secret":"{{_long}}"}]}""";
        await RawHttp.ExchangeAsync(
            web.EchoEndPoints[0],
            $"POST /b/github/deliveries/%zz?installation=42&{_long}={_long}&name=J%C3%B6rg HTTP/1.1\r\nHost: localhost:{web.Echo.Port}\r\nUser-Agent: GitHub-Hookshot/044aadd\r\nX-GitHub-Event: push\r\nX-GitHub-Delivery: 72d3162e-cc78-11e3-81ab-4c9367dc0958\r\n"
            + $"Authorization: Bearer {_long}-very-secret\r\nDate: Mon, 30 Nov 2026 22:40:00 GMT\r\nPriority: u=1, i\r\nX-Forwarded-For: 192.0.2.7, 198.51.100.9\r\nCookie: theme=dark; {_long}={_long}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}",
            Cancellation);
    }

    private static async Task GoAsync(IPage page, WebProcess web, string kind)
    {
        var path = kind switch
        {
            "empty bin" => $"/{_emptyBin}",
            "requests" => "/orders",
            "no query" => "/orders?q=colour:red",
            "echo" => "/orders/settings?saved",
            "response" => "/github/settings",
            "script" => "/flaky/settings",
            _ when _detailKinds.Contains(kind) => $"/github/{await NewestAsync(web, "github")}?tab={(kind is "hex" ? "body&view=hex" : kind)}",
            "guide" => "/orders",
            _ => "",
        };
        await page.GotoAsync($"http://localhost:{web.Pages.Port}/inspect{path}");
        if (kind is "guide")
        {
            await page.Keyboard.PressAsync("?");
            await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        }

        if (kind is "new bin" or "no name")
        {
            await page.GetByRole(AriaRole.Link, new() { Name = "New bin" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        }

        if (kind is "no name")
        {
            await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Two Words");
            await page.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        }
    }
}
