using System.Net.Sockets;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EchoApp.Tests.Browser.Dashboard;

/// <summary>On an AppHost of its own: no other test may find web stopped.</summary>
[Collection(nameof(SteadyNetwork))]
public sealed class DashboardCommandTests(RunningDashboard dashboard) : IClassFixture<RunningDashboard>
{
    [Fact]
    public async Task Web_is_stopped_and_started_from_the_page()
    {
        var page = await dashboard.OpenAsync("/");
        var web = RunningDashboard.Row(page, "web");
        await web.GetByRole(AriaRole.Button, new() { Name = "Stop web", Exact = true }).ClickAsync();
        await Expect(web).ToContainTextAsync("Exited");
        using (var socket = new TcpClient())
        {
            await Assert.ThrowsAsync<SocketException>(() => socket.ConnectAsync("127.0.0.1", dashboard.Echo.Port, TestContext.Current.CancellationToken).AsTask());
        }

        await web.GetByRole(AriaRole.Button, new() { Name = "Start web", Exact = true }).ClickAsync();
        await Expect(web).ToContainTextAsync("Healthy");
        await dashboard.EchoAsync("/after-the-start");
        await page.CloseAsync();
    }
}
