using System.Collections.Concurrent;
using System.Text.Json;
using EchoApp.Tests.AppHost;
using Microsoft.Playwright;
using Xunit;

namespace EchoApp.Tests.Browser.Dashboard;

/// <summary>The real AppHost with its dashboard, and a browser that has come in by the login link.</summary>
public sealed class RunningDashboard : IAsyncLifetime
{
    private readonly Chromium _chromium = new();
    private AppHostProcess? _appHost;

    public Uri Echo => Host.Echo;

    /// <summary>The login link, as the terminal shows it.</summary>
    public Uri Login => Host.Login;

    private AppHostProcess Host => _appHost ?? throw new InvalidOperationException("The AppHost was not started.");

    public async ValueTask InitializeAsync()
    {
        await _chromium.InitializeAsync();
        Assertions.SetDefaultExpectTimeout((float)Eventually.Deadline.TotalMilliseconds);

        // In Development telemetry is sent each second.
        (string, string)[] environment = [("DOTNET_ENVIRONMENT", "Development")];
        _appHost = Pictures.AreWanted
            ? await AppHostProcess.StartInAsync([.. environment, .. Pictures.Store], "--Ports:Echo=0", "--Ports:Pages=0")
            : await AppHostProcess.StartInAsync(environment, "--Ports:Echo=0", "--Ports:Pages=0");
        if (Pictures.AreWanted)
        {
            await Pictures.SendTrafficAsync(_appHost.Echo, _appHost.Pages);
        }
    }

    /// <summary>A page of its own, logged in, at the path.</summary>
    public async Task<IPage> OpenAsync(string path, int width = 1280, int height = 800)
    {
        var page = await _chromium.OpenAsync(width, height);
        page.SetDefaultTimeout((float)Eventually.Deadline.TotalMilliseconds);
        var complaints = new ConcurrentQueue<string>();
        page.Console += (_, message) => complaints.Enqueue(message.Text);
        page.PageError += (_, error) => complaints.Enqueue(error);
        page.RequestFailed += (_, request) => complaints.Enqueue($"{request.Url}: {request.Failure}");
        await page.GotoAsync(Login.ToString());
        await ShownAsync();
        if (path != "/")
        {
            await page.GotoAsync(Address(path));
            await ShownAsync();
        }

        async Task ShownAsync()
        {
            try
            {
                await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
            }
            catch (TimeoutException)
            {
                Assert.Fail($"{page.Url} shows nothing: {string.Join("; ", complaints)}");
            }
        }

        return page;
    }

    /// <summary>A page that nobody has logged in.</summary>
    public Task<IPage> OpenStrangerAsync() => _chromium.OpenAsync(1280, 800);

    public string Address(string path) => new Uri(Login, path).ToString();

    /// <summary>Sends a request to the echo.</summary>
    /// <returns>The id of its trace, as the echo tells it.</returns>
    public async Task<string> EchoAsync(string path)
    {
        using var client = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null });
        using var echo = JsonDocument.Parse(await client.GetStringAsync(new Uri(Echo, path), TestContext.Current.CancellationToken));
        return echo.RootElement.GetProperty("server").GetProperty("traceId").GetString()!;
    }

    /// <summary>Returns when the trace has come to the dashboard.</summary>
    public Task TraceIsThereAsync(IPage page, string trace) => Eventually.TrueAsync(
        async () => (await page.APIRequest.GetAsync(Address($"/api/telemetry/traces/{trace}"))).Ok, "the trace of an echo request is there");

    /// <summary>The row of a resource in the table of resources.</summary>
    public static ILocator Row(IPage page, string resource) => page.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByRole(AriaRole.Rowheader, new() { Name = resource, Exact = false }) });

    public async ValueTask DisposeAsync()
    {
        if (_appHost is not null)
        {
            await _appHost.DisposeAsync();
            await (Pictures.AreWanted ? ContainerEngine.RunAsync("volume", "rm", "--force", Pictures.Volume) : Task.CompletedTask);
        }

        await _chromium.DisposeAsync();
    }
}
