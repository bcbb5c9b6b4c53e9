using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using EchoApp.Tests.Hosting.Images;
using EchoApp.Tests.Web;
using Xunit;

namespace EchoApp.Tests.AppHost;

/// <summary>The dashboard of the built AppHost, asked by its API.</summary>
public sealed class DashboardTests
{
    private const string Token = "the-token";
    private const string Key = "the-key";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("grpc", "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL")]
    [InlineData("http/protobuf", "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL")]
    public async Task Another_process_sends_its_telemetry_with_the_key(string protocol, string setting)
    {
        var collector = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{TestRegistry.FreePort()}");
        await using var appHost = await AppHostProcess.StartInAsync(
            [(setting, collector), ("ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN", Token), ("ASPIRE_DASHBOARD_OTLP_PRIMARYAPIKEY", Key)], "--Ports:Echo=0", "--Ports:Pages=0");
        using var api = new HttpClient { BaseAddress = new Uri(appHost.Login, "/api/telemetry/") };
        api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);

        await SendAsync(collector, protocol, "stranger", "another-key");
        await SendAsync(collector, protocol, "guest", Key);

        Assert.Equal(["GET"], await NamesAsync(api, "traces?q=resource:guest%20@url.path:/from-outside", "name"));
        Assert.Equal(["Echoed GET /from-outside to 127.0.0.1, with a body of 0 bytes."], await NamesAsync(api, "logs?q=resource:guest%20Echoed", "message"));
        using var metrics = JsonDocument.Parse(await api.GetStringAsync(new Uri("metrics", UriKind.Relative), Cancel));
        Assert.Contains("guest", metrics.RootElement.GetProperty("resources").EnumerateArray().Select(resource => resource.GetProperty("name").GetString()));
        Assert.Empty(await NamesAsync(api, "logs?q=resource:stranger", "message"));
    }

    /// <summary>Runs web on its own: what it has to tell, it has told when it has ended.</summary>
    private static async Task SendAsync(string collector, string protocol, string name, string key)
    {
        await using var web = await WebProcess.StartAsync(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", protocol),
            ("OTEL_EXPORTER_OTLP_HEADERS", $"x-otlp-api-key={key}"),
            ("OTEL_SERVICE_NAME", name));
        using var client = new HttpClient();
        await client.GetAsync(new Uri(new UriBuilder(web.Echo) { Host = "127.0.0.1" }.Uri, "/from-outside"), Cancel);
        Assert.Equal(0, await web.StopAsync());
    }

    private static async Task<string[]> NamesAsync(HttpClient api, string path, string member)
    {
        using var page = JsonDocument.Parse(await api.GetStringAsync(new Uri(path, UriKind.Relative), Cancel));
        return [.. page.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty(member).GetString()!)];
    }
}
