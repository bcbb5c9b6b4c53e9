using EchoApp.Tests.Web.Echo;
using Xunit;

namespace EchoApp.Tests.Web.Memory;

public sealed class SlowBodyTests : EchoTests
{
    private protected override Dictionary<string, string?> Settings => new() { ["Echo:MinBodyRate"] = "1000", ["Echo:BodyRateWindow"] = "1" };

    [Theory]
    [InlineData("Content-Length: 50000000\r\n\r\n", 1_300_000)]
    [InlineData("Content-Length: 10\r\n\r\n", 0)]
    [InlineData("Content-Length: 10\r\n\r\n", 3)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n", 0)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nfffff\r\n", 100_000)]
    [InlineData("Content-Encoding: gzip\r\nContent-Length: 1000\r\n\r\n", 0)]
    [InlineData("Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000\r\n\r\n--b\r\n", 0)]
    public async Task Body_ThatStalls_EndsWith408HoweverFastItBegan(string rest, int sent)
    {
        await using var connection = await Server.ConnectAsync();
        await connection.SendAsync("POST / HTTP/1.1\r\nHost: h\r\n" + rest, CancellationToken);
        await connection.SendAsync(new byte[sent], CancellationToken);
        var response = await connection.ReceiveAsync(false, CancellationToken);

        Assert.Equal(408, response.Status);
        Assert.Equal("close", response.Header("Connection"));
        Assert.Equal("It did not come in time. (RFC 9110 section 15.5.9)", response.Json.GetProperty("detail").GetString());
        Assert.Equal(408, Server.Refusals.Read().Last[0].Status);
    }

    [Fact]
    public async Task Body_ThatComesFastEnough_IsEchoedThoughItTakesWindows()
    {
        await using var connection = await Server.ConnectAsync();
        await connection.SendAsync("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 12000\r\n\r\n", CancellationToken);
        var started = TimeProvider.System.GetTimestamp();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        for (var i = 0; i < 12; i++)
        {
            await connection.SendAsync(new byte[1000], CancellationToken);
            await pace.WaitForNextTickAsync(CancellationToken);
        }

        var response = await connection.ReceiveAsync(false, CancellationToken);

        Assert.True(TimeProvider.System.GetElapsedTime(started) > TimeSpan.FromSeconds(2));
        Assert.Equal(12_000, response.Json.GetProperty("body").GetProperty("length").GetInt32());
    }

    [Fact]
    public async Task Connections_BeyondTheLimit_AreClosed()
    {
        await using var server = await EchoServer.StartAsync(new() { ["Echo:MaxConnections"] = "2" });
        await using var first = await server.ConnectAsync();
        await first.SendAsync("GET / HTTP/1.1\r\nHost: h\r\n\r\n", CancellationToken);
        Assert.Equal(200, (await first.ReceiveAsync(false, CancellationToken)).Status);
        await using var second = await server.ConnectAsync();
        await second.SendAsync("GET / HTTP/1.1\r\nHost: h\r\n\r\n", CancellationToken);
        Assert.Equal(200, (await second.ReceiveAsync(false, CancellationToken)).Status);

        await using (var third = await server.ConnectAsync())
        {
            Assert.Empty(await third.ReceiveToEndAsync(CancellationToken));
        }

        await first.DisposeAsync();
        await Eventually.TrueAsync(
            async () =>
            {
                await using var next = await server.ConnectAsync();
                try
                {
                    await next.SendAsync("GET / HTTP/1.1\r\nHost: h\r\n\r\n", CancellationToken);
                    return (await next.ReceiveAsync(false, CancellationToken)).Status == 200;
                }
                catch (Exception exception) when (exception is EndOfStreamException or System.Net.Sockets.SocketException)
                {
                    return false;
                }
            },
            "there is room again");
    }
}
