using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.Testing;
using Xunit;

namespace EchoApp.Tests.AppHost;

/// <summary>AppHost.cs in Aspire's host of tests, running.</summary>
public sealed class ApplicationTests(RunningApplication running) : IClassFixture<RunningApplication>
{
    private DistributedApplication App => running.App;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_echo_answers_with_the_callers_headers_on_IPv4_and_IPv6()
    {
        foreach (var address in Socket.OSSupportsIPv6 ? (string[])["127.0.0.1", "[::1]"] : ["127.0.0.1"])
        {
            using var client = new HttpClient { BaseAddress = new UriBuilder("http", address, App.GetEndpoint("web", "echo").Port).Uri };
            client.DefaultRequestHeaders.Add("X-Test", "here");
            using var echo = JsonDocument.Parse(await client.GetStringAsync("/", Cancel));
            Assert.Equal("here", echo.RootElement.GetProperty("headers").GetProperty("X-Test").GetString());
        }
    }

    [Fact]
    public async Task The_echo_sees_its_real_peer()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, App.GetEndpoint("web", "echo").Port, Cancel);
        await socket.SendAsync("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"u8.ToArray(), Cancel);
        using var reader = new StreamReader(new NetworkStream(socket));
        var response = await reader.ReadToEndAsync(Cancel).WaitAsync(Eventually.Deadline, Cancel);

        using var echo = JsonDocument.Parse(response[response.IndexOf('{', StringComparison.Ordinal)..]);
        var remote = echo.RootElement.GetProperty("connection").GetProperty("remote");
        Assert.Equal(((IPEndPoint)socket.LocalEndPoint!).Port, remote.GetProperty("port").GetInt32());
        Assert.Equal("127.0.0.1", remote.GetProperty("address").GetString());
    }

    [Fact]
    public async Task The_pages_and_their_health_answer()
    {
        using var client = App.CreateHttpClient("web", "pages");

        Assert.Equal(App.GetEndpoint("web", "pages"), client.BaseAddress);
        Assert.Contains("Welcome", await client.GetStringAsync("/", Cancel), StringComparison.Ordinal);
        Assert.StartsWith("Healthy\nstore: Healthy, embedded\n", await client.GetStringAsync("/health", Cancel), StringComparison.Ordinal);
        Assert.Equal("Healthy\n", await client.GetStringAsync("/alive", Cancel));
    }

    [Fact]
    public void What_the_application_has_not_got_cannot_be_reached()
    {
        Assert.Throws<ArgumentException>("resourceName", () => App.GetEndpoint("wbe"));
        Assert.Throws<ArgumentException>("endpointName", () => App.CreateHttpClient("web", "eco"));
    }

    [Fact]
    public async Task Its_commands_answer_with_what_web_says()
    {
        var sent = await App.ResourceCommands.ExecuteCommandAsync("web", "send-sample-request", Cancel);
        Assert.True(sent.Success, sent.Message);
        using var echo = JsonDocument.Parse(sent.Data!.Value);
        Assert.Equal("sent from the dashboard", echo.RootElement.GetProperty("headers").GetProperty("X-Sample").GetString());

        var health = await App.ResourceCommands.ExecuteCommandAsync("web", "ask-health", Cancel);
        Assert.StartsWith("Healthy\nstore: Healthy, embedded\n", health.Data!.Value, StringComparison.Ordinal);

        var webhooks = await App.ResourceCommands.ExecuteCommandAsync("web", "show-webhooks", Cancel);
        Assert.True(webhooks.Success, webhooks.Message);
        using var requests = JsonDocument.Parse(webhooks.Data!.Value);
        Assert.InRange(requests.RootElement.GetProperty("items").GetArrayLength(), 0, 10);
    }

    // There is no dashboard in Aspire's host of tests.
    [Fact]
    public async Task What_is_captured_links_to_no_trace_where_there_is_no_dashboard()
    {
        using var echo = App.CreateHttpClient("web", "echo");
        using var pages = App.CreateHttpClient("web", "pages");
        pages.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestedAppHost.Token);
        using var sent = await echo.GetAsync("/b/webhooks", Cancel);
        Assert.True(sent.IsSuccessStatusCode);

        using var list = JsonDocument.Parse(await pages.GetStringAsync("/api/bins/webhooks/requests", Cancel));

        Assert.Equal(JsonValueKind.Null, list.RootElement.GetProperty("items")[0].GetProperty("traceUrl").ValueKind);
    }

    [Fact]
    public async Task Its_addresses_have_names_in_the_dashboard()
    {
        var web = await App.ResourceNotifications.WaitForResourceHealthyAsync("web", Cancel);

        Assert.Equal(
            ["Echo", "Log in", "Pages"],
            web.Snapshot.Urls.Select(url => url.DisplayProperties.DisplayName).Order(StringComparer.Ordinal));
    }
}
