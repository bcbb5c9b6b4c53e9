using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EchoApp.Tests.Browser.Dashboard;

[Collection(nameof(SteadyNetwork))]
public sealed class DashboardTests(RunningDashboard dashboard) : IClassFixture<RunningDashboard>
{
    [Fact]
    public async Task The_login_link_leads_to_everything_that_runs()
    {
        var page = await dashboard.OpenAsync("/");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Resources");
        var web = RunningDashboard.Row(page, "web");
        await Expect(web).ToContainTextAsync("Running");
        await Expect(web).ToContainTextAsync("Healthy");
        await Expect(web.GetByRole(AriaRole.Link, new() { NameRegex = new("Echo") })).ToHaveAttributeAsync("href", dashboard.Echo.ToString().TrimEnd('/'));
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_stranger_is_asked_for_the_token_and_comes_to_the_page_that_was_wanted()
    {
        var page = await dashboard.OpenStrangerAsync();
        await page.GotoAsync(dashboard.Address("/structuredlogs?q=level:error"));
        Assert.StartsWith(dashboard.Address("/login"), page.Url, StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Textbox).FillAsync("no such token");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("token", new() { IgnoreCase = true });

        await page.GetByRole(AriaRole.Textbox).FillAsync(dashboard.Login.Query["?t=".Length..]);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(dashboard.Address("/structuredlogs?q=level:error"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Structured logs");
        await page.CloseAsync();
    }

    [Fact]
    public async Task An_echo_request_appears_as_a_trace_with_its_log()
    {
        var page = await dashboard.OpenAsync("/traces");
        var trace = await dashboard.EchoAsync("/seen-by-the-dashboard");

        await Expect(page.Locator($"a[href*='{trace}']").First).ToBeVisibleAsync();
        await page.GotoAsync(dashboard.Address($"/traces/{trace}"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("GET");
        await page.GetByRole(AriaRole.Link, new() { Name = "1 record" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex($"/structuredlogs\\?q=trace(:|%3A){trace}"));
        await Expect(page.GetByText("Echoed GET /seen-by-the-dashboard to")).ToBeVisibleAsync();
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_filter_narrows_the_logs_and_stands_in_the_address()
    {
        await dashboard.EchoAsync("/one-of-the-logs");
        await dashboard.EchoAsync("/another-of-the-logs");
        var page = await dashboard.OpenAsync("/structuredlogs");
        await Expect(page.GetByText("Echoed GET /one-of-the-logs to")).ToBeVisibleAsync();

        await page.GetByLabel("Filter the logs").FillAsync("@Path:/another-of-the-logs");
        await Expect(page.GetByText("Echoed GET /one-of-the-logs to")).ToHaveCountAsync(0);
        await Expect(page.GetByText("Echoed GET /another-of-the-logs to")).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(new Regex("q=%40Path(:|%3A)"));

        await page.ReloadAsync();
        await Expect(page.GetByLabel("Filter the logs")).ToHaveValueAsync("@Path:/another-of-the-logs");
        await Expect(page.GetByText("Echoed GET /another-of-the-logs to")).ToBeVisibleAsync();
        await Expect(page.GetByText("Echoed GET /one-of-the-logs to")).ToHaveCountAsync(0);

        await page.GetByLabel("Filter the logs").FillAsync("duration:>banana");
        await Expect(page.GetByText("duration", new() { Exact = false }).First).ToBeVisibleAsync();
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_log_line_with_a_script_stays_text()
    {
        var page = await dashboard.OpenAsync("/structuredlogs?q=script");
        page.Dialog += (_, dialog) => Assert.Fail($"A script of the log ran: {dialog.Message}");
        await SendAsync("GET /<script>alert(1)</script><img/src=x/onerror=alert(2)> HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

        var line = page.GetByText("<script>alert(1)</script>").First;
        await Expect(line).ToBeVisibleAsync();
        await line.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Complementary)).ToContainTextAsync("/<script>alert(1)</script><img/src=x/onerror=alert(2)>");
        Assert.Equal(0, await page.EvaluateAsync<int>("() => [...document.scripts].filter(script => !script.src).length"));
        Assert.Equal(0, await page.EvaluateAsync<int>("() => document.querySelectorAll('img[src=x]').length"));
        await page.CloseAsync();
    }

    [Fact]
    public async Task The_console_shows_what_web_prints_and_filters_it()
    {
        var page = await dashboard.OpenAsync("/consolelogs/web");
        await Expect(page.GetByText("Echo listening on").First).ToBeVisibleAsync();

        await page.GetByLabel("Filter lines").FillAsync("no such line");
        await Expect(page.GetByText("Echo listening on")).ToHaveCountAsync(0);
        await page.CloseAsync();
    }

    [Fact]
    public async Task Metrics_have_a_chart_and_the_same_as_a_table()
    {
        await dashboard.EchoAsync("/measured");
        var page = await dashboard.OpenAsync("/metrics?resource=web&meter=Microsoft.AspNetCore.Hosting&instrument=http.server.request.duration");
        await Expect(page.Locator(".uplot canvas").First).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Table" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Columnheader, new() { NameRegex = new("p99", RegexOptions.IgnoreCase) }).First).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(new Regex("view=table"));
        await page.CloseAsync();
    }

    [Fact]
    public async Task Keys_lead_from_page_to_page()
    {
        var page = await dashboard.OpenAsync("/");
        foreach (var (key, title) in new[] { ("t", "Traces"), ("s", "Structured logs"), ("m", "Metrics"), ("c", "Console"), ("r", "Resources") })
        {
            await page.Keyboard.PressAsync(key);
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(title);
        }

        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await page.CloseAsync();
    }

    private async Task SendAsync(string request)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", dashboard.Echo.Port, TestContext.Current.CancellationToken);
        await socket.SendAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(new NetworkStream(socket));
        Assert.StartsWith("HTTP/1.1 200", await reader.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
