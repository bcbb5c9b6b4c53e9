using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Xunit;

namespace EchoApp.Tests.AppHost;

public sealed class RunTests
{
    [Fact]
    public async Task The_AppHost_comes_up_and_says_so_in_Aspires_order()
    {
        await using var appHost = await AppHostProcess.StartAsync();

        var own = appHost.Output.Where(line => !line.StartsWith("web ", StringComparison.Ordinal)).ToArray();

        Assert.Collection(
            own,
            line => Assert.Matches(@"^EchoApp\.Hosting version: \d+\.\d+\.\d+", line),
            line => Assert.Equal("Distributed application starting.", line),
            line => Assert.Matches("^Application host directory is: .*EchoApp.AppHost$", line),
            line => Assert.Matches(@"^Now listening on: http://localhost:\d+$", line),
            line => Assert.Matches(@"^Login to the dashboard at http://localhost:\d+/login\?t=[0-9a-f]{32}$", line),
            line => Assert.Equal("Distributed application started. Press Ctrl+C to shut down.", line));
        Assert.Empty(appHost.Error);
    }

    [Fact]
    public async Task The_lines_of_web_stand_behind_its_name_without_colour_where_nobody_looks()
    {
        await using var appHost = await AppHostProcess.StartAsync();

        await Eventually.TrueAsync(() => appHost.Output.Any(line => line.StartsWith("web | ", StringComparison.Ordinal)), "a line of web is there");
        Assert.DoesNotContain(appHost.Output, line => line.Contains('\e', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Quiet_keeps_the_lines_of_web_off_the_terminal()
    {
        await using var appHost = await AppHostProcess.StartAsync("--quiet");

        Assert.DoesNotContain(appHost.Output, line => line.StartsWith("web | ", StringComparison.Ordinal));
        Assert.Contains("Distributed application started. Press Ctrl+C to shut down.", appHost.Output);
    }

    [Fact]
    public async Task The_verb_run_runs()
    {
        await using var appHost = await AppHostProcess.StartAsync("run");

        Assert.NotEmpty(appHost.Output);
    }

    [Fact]
    public async Task The_echo_answers_with_the_callers_headers_on_IPv4_and_IPv6()
    {
        await using var appHost = await AppHostProcess.StartAsync();

        foreach (var address in Addresses())
        {
            using var client = Client(address, appHost.Echo.Port);
            client.DefaultRequestHeaders.Add("X-Test", "here");
            using var echo = JsonDocument.Parse(await client.GetStringAsync("/", TestContext.Current.CancellationToken));
            Assert.Equal("here", echo.RootElement.GetProperty("headers").GetProperty("X-Test").GetString());
        }
    }

    [Fact]
    public async Task The_echo_sees_its_real_peer()
    {
        await using var appHost = await AppHostProcess.StartAsync();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, appHost.Echo.Port, TestContext.Current.CancellationToken);
        await socket.SendAsync("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(new NetworkStream(socket));
        var response = await reader.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);

        using var echo = JsonDocument.Parse(response[response.IndexOf('{', StringComparison.Ordinal)..]);
        var remote = echo.RootElement.GetProperty("connection").GetProperty("remote");
        Assert.Equal(((IPEndPoint)socket.LocalEndPoint!).Port, remote.GetProperty("port").GetInt32());
        Assert.Equal("127.0.0.1", remote.GetProperty("address").GetString());
    }

    [Fact]
    public async Task The_pages_and_their_health_answer()
    {
        await using var appHost = await AppHostProcess.StartAsync();
        using var client = Client(IPAddress.Loopback, appHost.Pages.Port);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health", TestContext.Current.CancellationToken)).StatusCode);
    }

    private static IEnumerable<IPAddress> Addresses() => Socket.OSSupportsIPv6 ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : [IPAddress.Loopback];

    private static HttpClient Client(IPAddress address, int port) => new(new SocketsHttpHandler { UseProxy = false })
    {
        BaseAddress = new UriBuilder("http", address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString(), port).Uri,
    };
}
