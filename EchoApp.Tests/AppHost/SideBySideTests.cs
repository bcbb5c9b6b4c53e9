using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace EchoApp.Tests.AppHost;

public sealed class SideBySideTests
{
    [Fact]
    public async Task A_second_AppHost_of_the_same_launch_profile_has_a_dashboard_of_its_own()
    {
        (string, string)[] profile = [("ASPNETCORE_URLS", $"http://localhost:{FreePort.Choose()}"), ("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", $"http://localhost:{FreePort.Choose()}")];
        await using var first = await AppHostProcess.StartInAsync(profile);
        await using var second = await AppHostProcess.StartInAsync(profile);

        await Eventually.TrueAsync(() => second.Output.Any(line => line.Contains("Login to the dashboard", StringComparison.Ordinal)), "the second tells its link");
        Assert.NotEqual(first.Login.Port, second.Login.Port);
        foreach (var appHost in (AppHostProcess[])[first, second])
        {
            var ready = $"web is ready: echo http://localhost:{appHost.Echo.Port}, pages http://localhost:{appHost.Pages.Port}";
            await Eventually.TrueAsync(() => appHost.Output.Any(line => line.EndsWith(ready, StringComparison.Ordinal)), $"it says on the terminal: {ready}");
            using var client = new HttpClient();
            var echo = await client.GetFromJsonAsync<JsonObject>(new Uri(appHost.Echo, "/here"), TestContext.Current.CancellationToken);
            Assert.Equal("/here", (string?)echo!["path"]);
            using var login = await client.GetAsync(appHost.Login, TestContext.Current.CancellationToken);
            Assert.True(login.IsSuccessStatusCode);
            Assert.DoesNotContain("login", login.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
            Assert.Contains(("Telemetry__TraceUrl", new Uri(appHost.Login, "/traces/detail/").ToString() + "{traceId}"), ProcessTable.Environment(appHost.Web()));
        }
    }
}
