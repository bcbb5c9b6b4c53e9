using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using EchoApp.Testing;
using Xunit;

namespace EchoApp.Tests.Hosting;

/// <summary>What AddEcho declares, running as a process.</summary>
public sealed class RunningEchoTests(RunningEcho running) : IClassFixture<RunningEcho>
{
    private DistributedApplication App => running.Application.App;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bin_WithAWebhookSentToItsUrl_KeepsIt()
    {
        var bin = await running.Application.HealthyAsync("orders");
        var capture = bin.Urls.Single(url => url.Name == "capture").Url;
        Assert.Equal($"{App.GetEndpoint("echo", "echo").ToString().TrimEnd('/')}/b/orders", capture);
        using var client = new HttpClient();

        using var sent = await client.PostAsync(new Uri($"{capture}/paid"), new StringContent("{\"order\": 17}"), Cancel);

        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        Assert.Contains("\"path\":\"/b/orders/paid\"", await ApiAsync("/api/bins/orders/requests"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bin_OfAnApplicationInATest_IsAssertedOnByItsConnectionString()
    {
        using var echo = new EchoClient(await App.GetConnectionStringAsync("echo", Cancel));
        var orders = await echo.Bin("orders").FromNowOnAsync(Cancel);
        using var client = new HttpClient();

        using var sent = await client.PostAsJsonAsync(new Uri($"{await App.GetConnectionStringAsync("orders", Cancel)}/asserted"), new { id = 18 }, Cancel);

        var received = await orders.WaitForAsync(RequestQuery.Post("/asserted").WithJson("/id", 18), cancellationToken: Cancel);
        Assert.Equal("application/json; charset=utf-8", received.Header("Content-Type"));
    }

    [Fact]
    public async Task Bins_WithAnswersOfTheirOwn_GiveThem()
    {
        using var client = App.CreateHttpClient("echo", "echo");
        client.DefaultRequestHeaders.Add("webhook-id", "1");
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 3; i++)
        {
            using var answer = await client.GetAsync("/b/retried", Cancel);
            statuses.Add(answer.StatusCode);
            Assert.Equal(answer.StatusCode == HttpStatusCode.ServiceUnavailable ? "1" : null, answer.Headers.RetryAfter?.ToString());
        }

        using var shaped = await client.GetAsync("/b/shaped.bin", Cancel);

        Assert.Equal([HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable, HttpStatusCode.Accepted], statuses);
        Assert.Equal((HttpStatusCode.Created, "application/json"), (shaped.StatusCode, shaped.Content.Headers.ContentType?.MediaType));
        Assert.Equal("{\"bin\": \"shaped.bin\"}", await shaped.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task Bins_OfTheService_AreThoseThatAreDeclaredWithTheirSettings()
    {
        using var bins = JsonDocument.Parse(await ApiAsync("/api/bins"));
        using var untouched = JsonDocument.Parse(await ApiAsync("/api/bins/untouched"));

        var names = (bins.RootElement.ValueKind == JsonValueKind.Array ? bins.RootElement : bins.RootElement.GetProperty("items")).EnumerateArray().Select(bin => bin.GetProperty("name").GetString());
        Assert.Equal(["emptied", "orders", "retried", "shaped.bin", "untouched"], names.Order(StringComparer.Ordinal));
        var retention = untouched.RootElement.GetProperty("retention");
        Assert.Equal((2, "86400s", 1_000_000), (retention.GetProperty("requests").GetInt32(), retention.GetProperty("age").GetString(), retention.GetProperty("bytes").GetInt32()));
    }

    [Fact]
    public async Task Echo_SeesItsRealPeer()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, App.GetEndpoint("echo", "echo").Port, Cancel);
        await socket.SendAsync("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"u8.ToArray(), Cancel);
        using var reader = new StreamReader(new NetworkStream(socket));
        var response = await reader.ReadToEndAsync(Cancel).WaitAsync(Eventually.Deadline, Cancel);

        using var echo = JsonDocument.Parse(response[response.IndexOf('{', StringComparison.Ordinal)..]);
        Assert.Equal(((IPEndPoint)socket.LocalEndPoint!).Port, echo.RootElement.GetProperty("connection").GetProperty("remote").GetProperty("port").GetInt32());
    }

    [Fact]
    public async Task Port_InTests_IsAnyFreeOne() =>
        Assert.True((await running.Application.HealthyAsync("echo")).Urls.Length == 2 && App.GetEndpoint("echo", "echo").Port is not 6000 && App.GetEndpoint("echo", "pages").Port is not 5000);

    [Fact]
    public async Task Inspector_InTheDashboard_IsALinkThatLogsIn()
    {
        var echo = await running.Application.HealthyAsync("echo");
        Assert.Equal(["Echo", "Inspector"], echo.Urls.Select(url => url.DisplayProperties.DisplayName).Order(StringComparer.Ordinal));

        await AssertLogsInAsync(echo.Urls.Single(url => url.DisplayProperties.DisplayName == "Inspector").Url);
    }

    [Fact]
    public async Task LoginLink_ByItsCommand_LogsIn()
    {
        var made = await App.ResourceCommands.ExecuteCommandAsync("echo", "login-link", Cancel);

        Assert.True(made.Success, made.Message);
        await AssertLogsInAsync(made.Data!.Value);
    }

    [Fact]
    public async Task Commands_OfABin_SendReadAndClear()
    {
        await running.Application.HealthyAsync("emptied");
        var nothing = await App.ResourceCommands.ExecuteCommandAsync("emptied", "latest-as-curl", Cancel);
        Assert.False(nothing.Success);
        Assert.Equal("Nothing has been sent to it yet.", nothing.Message);

        var sent = await App.ResourceCommands.ExecuteCommandAsync("emptied", "send-sample", Cancel);
        Assert.True(sent.Success, sent.Message);
        using var echo = JsonDocument.Parse(sent.Data!.Value);
        Assert.Equal("/b/emptied/sample", echo.RootElement.GetProperty("path").GetString());

        var latest = await App.ResourceCommands.ExecuteCommandAsync("emptied", "latest-as-curl", Cancel);
        Assert.True(latest.Success, latest.Message);
        var url = $"{App.GetEndpoint("echo", "echo").ToString().TrimEnd('/')}/b/emptied/sample";
        Assert.Equal(
            $"curl --request 'POST' --path-as-is --globoff \\\n  '{url}' \\\n  --header 'Content-Type: application/json; charset=utf-8' \\\n  --header 'X-Sample: sent from the dashboard' \\\n  --data-raw '{{\"hello\": \"world\"}}'",
            WithoutTrace(latest.Data!.Value));

        var cleared = await App.ResourceCommands.ExecuteCommandAsync("emptied", "clear", Cancel);
        Assert.Equal("{\"deleted\":1}", cleared.Data!.Value);
        Assert.Contains("\"items\":[]", await ApiAsync("/api/bins/emptied/requests"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectionStrings_OnceItRuns_LeadToIt()
    {
        var (echo, pages) = (App.GetEndpoint("echo", "echo"), App.GetEndpoint("echo", "pages"));

        Assert.Equal(
            string.Create(CultureInfo.InvariantCulture, $"Endpoint=http://localhost:{pages.Port};Echo=http://localhost:{echo.Port};Token={EchoApplication.Token}"),
            await App.GetConnectionStringAsync("echo", Cancel));
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{echo.Port}/b/orders"), await App.GetConnectionStringAsync("orders", Cancel));
    }

    private static string WithoutTrace(string command) => string.Join('\n', command.Split('\n').Where(line => !line.Contains("traceparent", StringComparison.OrdinalIgnoreCase)));

    private static async Task AssertLogsInAsync(string link)
    {
        using var client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() });
        using var login = await client.GetAsync(new Uri(link), Cancel);
        Assert.Equal(HttpStatusCode.OK, login.StatusCode);
        using var inspector = await client.GetAsync(new Uri(new Uri(link), "/inspect"), Cancel);
        Assert.Contains("orders", await inspector.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private async Task<string> ApiAsync(string path)
    {
        using var client = App.CreateHttpClient("echo", "pages");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", EchoApplication.Token);
        return await client.GetStringAsync(path, Cancel);
    }
}
