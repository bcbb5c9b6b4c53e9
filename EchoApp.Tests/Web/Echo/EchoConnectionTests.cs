using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.Json;
using EchoApp.Tests.Http;
using EchoApp.Web.Echo;
using Microsoft.AspNetCore.Connections;
using Xunit;

namespace EchoApp.Tests.Web.Echo;

public sealed class EchoConnectionTests : EchoTests
{
    [Fact]
    public async Task Connection_Pipelined_NumbersItsRequestsInOrder()
    {
        await using var connection = await Server.ConnectAsync();
        await connection.SendAsync(string.Concat(Enumerable.Range(1, 20).Select(n => $"GET /{n} HTTP/1.1\r\nHost: h\r\n\r\n")), CancellationToken);

        HashSet<string?> ids = [];
        for (var number = 1; number <= 20; number++)
        {
            var response = await connection.ReceiveAsync(false, CancellationToken);
            var shown = response.Json.GetProperty("connection");
            Assert.Equal($"/{number}", response.Json.GetProperty("path").GetString());
            Assert.Equal(number, shown.GetProperty("request").GetInt32());
            Assert.Equal(connection.LocalEndPoint.Port, shown.GetProperty("remote").GetProperty("port").GetInt32());
            Assert.Equal(Server.EndPoint.Port, shown.GetProperty("local").GetProperty("port").GetInt32());
            ids.Add(shown.GetProperty("id").GetString());
        }

        Assert.Single(ids);
    }

    [Fact]
    public async Task Connection_OverIPv6_ShowsItsAddresses()
    {
        var response = await RawHttp.ExchangeAsync(Server.IPv6, "GET / HTTP/1.1\r\nHost: [::1]\r\n\r\n", CancellationToken);

        Assert.Equal("[::1]", response.Json.GetProperty("host").GetString());
        Assert.Equal("::1", response.Json.GetProperty("connection").GetProperty("remote").GetProperty("address").GetString());
        Assert.Equal("::1", response.Json.GetProperty("connection").GetProperty("local").GetProperty("address").GetString());
    }

    [Fact]
    public void RemoteAddress_OfAnIPv4PeerOnADualSocket_IsIPv4()
    {
        var connection = new EchoConnection(new DefaultConnectionContext
        {
            ConnectionId = "c",
            RemoteEndPoint = new IPEndPoint(IPAddress.Parse("::ffff:192.0.2.1"), 7),
            LocalEndPoint = new UnixDomainSocketEndPoint("/run/s"),
        });

        Assert.Equal("192.0.2.1", connection.RemoteAddress);
        Assert.Equal(7, connection.RemotePort);
        Assert.Equal("/run/s", connection.LocalAddress);
        Assert.Null(connection.LocalPort);
    }

    [InThisProcess]
    [Fact]
    public async Task Http2_GetAndPost_AreEchoed()
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, $"http://{Server.Http2}/h2?a=b") { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        message.Content = new StringContent("hello");

        using var response = await Server.Client.SendAsync(message, CancellationToken);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(CancellationToken));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("HTTP/2", json.RootElement.GetProperty("protocol").GetString());
        Assert.Equal("/h2", json.RootElement.GetProperty("path").GetString());
        Assert.Equal(Server.Http2.ToString(), json.RootElement.GetProperty("headers").GetProperty("Host").GetString());
        Assert.Equal("hello", json.RootElement.GetProperty("body").GetProperty("text").GetString());
    }

    [InThisProcess]
    [Fact]
    public async Task Http2_WebSocket_IsAnsweredWithoutAnError()
    {
        using var socket = new ClientWebSocket();
        socket.Options.HttpVersion = HttpVersion.Version20;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;

        var exception = await Record.ExceptionAsync(() => socket.ConnectAsync(new Uri($"ws://{Server.Http2}/ws"), Server.Client, CancellationToken));

        Assert.True(exception is null or WebSocketException, exception?.ToString());
    }

    [InThisProcess]
    [Fact]
    public async Task Listener_WithoutEchoConnections_IsPassedOn()
    {
        var response = await RawHttp.ExchangeAsync(Server.NoEcho, "GET / HTTP/1.1\r\nHost: h\r\n\r\n", CancellationToken);

        Assert.Equal(418, response.Status);
    }

    [Fact]
    public async Task Server_InAnAnswer_TellsWhoAnswers()
    {
        var first = (await Server.GetAsync("/")).Json.GetProperty("server");
        var second = (await Server.GetAsync("/")).Json.GetProperty("server");

        Assert.Equal(Environment.MachineName, first.GetProperty("hostname").GetString());
        Assert.StartsWith("0.1.0", first.GetProperty("version").GetString(), StringComparison.Ordinal);
        Assert.Matches("^[0-9a-f]{8}$", first.GetProperty("instance").GetString());
        Assert.Equal(first.GetProperty("instance").GetString(), second.GetProperty("instance").GetString());
        Assert.InRange(first.GetProperty("uptime").GetInt64(), 0, 600);
    }

    [Fact]
    public async Task Server_TraceId_IsThatOfTheCaller()
    {
        var response = await Server.GetAsync("/", "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n");

        Assert.Equal("0af7651916cd43dd8448eb211c80319c", response.Json.GetProperty("server").GetProperty("traceId").GetString());
    }

    [Fact]
    public async Task Server_InstanceId_ComesFromTheResourceAttributes()
    {
        await using var server = await EchoServer.StartAsync(new() { ["OTEL_RESOURCE_ATTRIBUTES"] = "a=b, service.instance.id=web%2D7 ,c=d" });

        Assert.Equal("web-7", (await server.GetAsync("/")).Json.GetProperty("server").GetProperty("instance").GetString());
    }

    [Theory]
    [InlineData("/t/", 418)]
    [InlineData("/t/x?y", 418)]
    [InlineData("/t", 200)]
    [InlineData("/tt/", 200)]
    [InlineData("/off/x", 200)]
    [InlineData("/exact", 418)]
    [InlineData("/exact/x", 418)]
    [InlineData("/exactly", 200)]
    public async Task ReservedPrefix_UnlessSwitchedOff_IsPassedOn(string target, int status)
    {
        await using var server = await EchoServer.StartAsync(
            new() { ["Echo:Prefixes:off"] = "false", ["Echo:Prefixes:test"] = "true" },
            services => services.AddReservedPrefix("test", "/t/").AddReservedPrefix("off", "/off/").AddReservedPrefix("exact", "/exact"));

        Assert.Equal(status, (await server.GetAsync(target)).Status);
    }
}
