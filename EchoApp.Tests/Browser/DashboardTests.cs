using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using EchoApp.Tests.AppHost;
using EchoApp.Tests.Web;
using Microsoft.Playwright;
using Xunit;

namespace EchoApp.Tests.Browser;

/// <summary>Aspire's dashboard with the application in it, as whoever follows the link of a run meets it.</summary>
[Collection(nameof(SteadyNetwork))]
public sealed class DashboardTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const float Patience = 30_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dashboard_ShowsTheResourcesAndTheTraceOfAnEcho()
    {
        var page = await chromium.OpenAsync(1280, 420);
        await ContainerEngine.RequireAsync();
        var volume = $"echoapp-test-{Guid.NewGuid():N}";
        try
        {
            await using var appHost = await AppHostProcess.StartAsync("--Store=container", $"--Store:Image={ContainerEngine.Image}:{ContainerEngine.Tag}", $"--Store:Volume={volume}", "--Parameters:store-password=of-the-tests");
            using var client = new HttpClient();
            (await client.GetAsync(new Uri(appHost.Echo, "/seen/in/the/dashboard"), Cancel)).EnsureSuccessStatusCode();

            await page.GotoAsync(appHost.Login.ToString());
            await ShowResourcesAsync(page, appHost);

            await Assertions.Expect(page.GetByRole(AriaRole.Gridcell, new() { Name = "Running", Exact = true })).ToHaveCountAsync(2, new() { Timeout = Patience });
            if (Pictures.AreWanted)
            {
                await Pictures.TakeAsync(page, "dashboard.png", isFullPage: false);
            }

            await page.GotoAsync(new Uri(appHost.Login, "/traces").ToString());
            await page.GetByText("GET", new() { Exact = false }).First.ClickAsync(new() { Timeout = Patience });
            // The details of the trace hold its log record, folded.
            await page.GetByText("Echoed GET /seen/in/the/dashboard", new() { Exact = false }).First.WaitForAsync(new() { State = WaitForSelectorState.Attached, Timeout = Patience });

            // A page of a trace that is still on its way stays one of none.
            var trace = await CaptureAsync(client, appHost);
            await page.GotoAsync(new Uri(appHost.Login, "/traces").ToString());
            await page.GetByText("web: POST", new() { Exact = false }).First.WaitForAsync(new() { Timeout = Patience });
            await page.GotoAsync(trace);
            await page.GetByText("web: POST", new() { Exact = false }).First.WaitForAsync(new() { Timeout = Patience });
            await page.CloseAsync();
        }
        finally
        {
            await ContainerEngine.TryRunAsync("volume", "rm", "--force", volume);
        }
    }

    /// <summary>Sends a request to a bin.</summary>
    /// <returns>Where its trace is, as the API says.</returns>
    private static async Task<string> CaptureAsync(HttpClient client, AppHostProcess appHost)
    {
        using var content = new StringContent("hi");
        (await client.PostAsync(new Uri(appHost.Echo, "/b/webhooks"), content, Cancel)).EnsureSuccessStatusCode();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AppHostProcess.Token);
        var list = await client.GetFromJsonAsync<JsonNode>(new Uri(appHost.Pages, "/api/bins/webhooks/requests"), Cancel);
        return (string)list!["items"]![0]!["traceUrl"]!;
    }

    // The web of the application is as it was built for development: this one is what the tests run, the published one too.
    [Fact]
    public async Task Dashboard_TakesWhatAnotherWebSendsOverGrpc()
    {
        var page = await chromium.OpenAsync(1280, 420);
        await using var appHost = await AppHostProcess.StartAsync();
        var variables = ProcessTable.Environment(appHost.Web()).Where(variable => variable.Name.StartsWith("OTEL_EXPORTER_OTLP_", StringComparison.Ordinal)).ToArray();
        Assert.Contains(("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"), variables);
        await using var web = await WebProcess.StartAsync([.. variables, ("OTEL_SERVICE_NAME", "another"), ("OTEL_BSP_SCHEDULE_DELAY", "100"), ("OTEL_BLRP_SCHEDULE_DELAY", "100")]);
        using var client = new HttpClient();
        (await client.GetAsync(new Uri(web.Echo, "/over/grpc"), Cancel)).EnsureSuccessStatusCode();

        await page.GotoAsync(appHost.Login.ToString());
        await page.GotoAsync(new Uri(appHost.Login, "/structuredlogs/resource/another").ToString());
        await page.GetByText("Echoed GET /over/grpc", new() { Exact = false }).First.WaitForAsync(new() { State = WaitForSelectorState.Attached, Timeout = Patience });
        await page.GotoAsync(new Uri(appHost.Login, "/traces/resource/another").ToString());
        await page.GetByText("another: GET", new() { Exact = false }).First.WaitForAsync(new() { State = WaitForSelectorState.Attached, Timeout = Patience });
        await page.CloseAsync();
    }

    /// <summary>Containers of tests before may go while the page loads: Chromium then gives up what it loads, and the page stays as it is until it is loaded again.</summary>
    private static async Task ShowResourcesAsync(IPage page, AppHostProcess appHost)
    {
        for (var attempts = 3; ; attempts--)
        {
            try
            {
                foreach (var text in (string[])["store", "web", "Pages"])
                {
                    await page.GetByText(text, new() { Exact = true }).First.WaitForAsync(new() { Timeout = Patience });
                }

                return;
            }
            catch (TimeoutException) when (attempts > 1)
            {
                await page.GotoAsync(new Uri(appHost.Login, "/").ToString());
            }
        }
    }
}
