using EchoApp.Tests.Http;
using EchoApp.Tests.Web.Echo;
using Xunit;

namespace EchoApp.Tests.Web.Wire;

public sealed class HalfCloseTests : EchoTests
{
    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: h\r\n\r\n", 1)]
    [InlineData("GET / HTTP/1.0\r\n\r\n", 1)]
    [InlineData("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc", 1)]
    [InlineData("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", 1)]
    [InlineData("GET /1 HTTP/1.1\r\nHost: h\r\n\r\nPOST /2 HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\naGET /3 HTTP/1.1\r\nHost: h\r\n\r\n", 3)]
    public async Task Client_ThatFinishesSending_GetsEveryAnswer(string requests, int count)
    {
        for (var round = 0; round < 50; round++)
        {
            await using var connection = await Server.ConnectAsync();
            var pieces = round % 2 == 0 ? [requests] : requests.Chunk(5).Select(piece => new string(piece));
            foreach (var piece in pieces)
            {
                await connection.SendAsync(piece, CancellationToken);
            }

            connection.FinishSending();
            for (var i = 0; i < count; i++)
            {
                Assert.Equal(200, (await connection.ReceiveAsync(false, CancellationToken)).Status);
            }

            Assert.Empty(await connection.ReceiveToEndAsync(CancellationToken));
        }
    }

    [InThisProcess]
    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: h\r\n")]
    [InlineData("GET / HT")]
    [InlineData("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc")]
    [InlineData("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc")]
    [InlineData("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n")]
    public async Task Client_ThatFinishesInTheMiddle_Gets400(string request)
    {
        await using var connection = await Server.ConnectAsync();
        await connection.SendAsync(request, CancellationToken);
        connection.FinishSending();

        Assert.Equal(400, (await connection.ReceiveAsync(false, CancellationToken)).Status);
        Assert.Contains("ended in the middle", Assert.Single(Server.Refusals.Read().Last).Reason, StringComparison.Ordinal);
    }

    [InThisProcess]
    [Fact]
    public async Task Client_ThatConnectsAndFinishes_IsLetGo()
    {
        await using var connection = await Server.ConnectAsync();
        connection.FinishSending();

        Assert.Empty(await connection.ReceiveToEndAsync(CancellationToken));
        Assert.Empty(Server.Refusals.Read().Last);
    }

    [Fact]
    public async Task Pages_AskedByAClientThatFinishes_AreAnswered()
    {
        await using var web = await WebProcess.StartAsync();
        await using var connection = await RawHttp.ConnectAsync(new(System.Net.IPAddress.Loopback, web.Pages.Port), CancellationToken);
        await connection.SendAsync("GET /alive HTTP/1.1\r\nHost: h\r\n\r\n", CancellationToken);
        connection.FinishSending();

        Assert.Equal(200, (await connection.ReceiveAsync(false, CancellationToken)).Status);
    }
}
