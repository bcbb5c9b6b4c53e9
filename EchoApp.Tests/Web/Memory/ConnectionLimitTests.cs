using EchoApp.Tests.Http;
using EchoApp.Tests.Web.Echo;
using Xunit;

namespace EchoApp.Tests.Web.Memory;

public sealed class ConnectionLimitTests
{
    private const string Get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>On all addresses together.</summary>
    [InThisProcess]
    [Fact]
    public async Task Connections_BeyondTheLimit_AreClosedUntilThereIsRoom()
    {
        await using var server = await EchoServer.StartAsync(new() { ["Echo:MaxConnections"] = "2" });
        await using var first = await server.ConnectAsync();
        await first.SendAsync(Get, CancellationToken);
        Assert.Equal(200, (await first.ReceiveAsync(false, CancellationToken)).Status);
        await using var second = await RawHttp.ConnectAsync(server.IPv6, CancellationToken);
        await second.SendAsync(Get, CancellationToken);
        Assert.Equal(200, (await second.ReceiveAsync(false, CancellationToken)).Status);

        foreach (var address in new[] { server.EndPoint, server.IPv6, server.Http2 })
        {
            await using var third = await RawHttp.ConnectAsync(address, CancellationToken);
            Assert.Empty(await third.ReceiveToEndAsync(CancellationToken));
        }

        Assert.Equal(3, server.Connections.Rejected);
        await first.DisposeAsync();
        await Eventually.TrueAsync(
            async () =>
            {
                await using var next = await server.ConnectAsync();
                try
                {
                    await next.SendAsync(Get, CancellationToken);
                    return (await next.ReceiveAsync(false, CancellationToken)).Status == 200;
                }
                catch (Exception exception) when (exception is EndOfStreamException or System.Net.Sockets.SocketException)
                {
                    return false;
                }
            },
            "there is room again");
    }

    [Fact]
    public async Task Health_AfterConnectionsWereClosed_SaysHowMany()
    {
        await using var web = await WebProcess.StartAsync(("Echo__MaxConnections", "1"));
        await using (var first = await RawHttp.ConnectAsync(web.Echo.OnLoopback(), CancellationToken))
        {
            await first.SendAsync(Get, CancellationToken);
            await first.ReceiveAsync(false, CancellationToken);
            await using var second = await RawHttp.ConnectAsync(web.Pages.OnLoopback(), CancellationToken);
            Assert.Empty(await second.ReceiveToEndAsync(CancellationToken));
        }

        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    var health = await RawHttp.ExchangeAsync(web.Pages.OnLoopback(), "GET /health HTTP/1.1\r\nHost: h\r\n\r\n", CancellationToken);
                    return health.Text.Contains("connections were closed as too many", StringComparison.Ordinal);
                }
                catch (Exception exception) when (exception is EndOfStreamException or System.Net.Sockets.SocketException)
                {
                    return false;
                }
            },
            "health tells of it");
    }
}
