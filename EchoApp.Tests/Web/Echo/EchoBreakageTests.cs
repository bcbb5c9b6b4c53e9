using Xunit;

namespace EchoApp.Tests.Web.Echo;

/// <summary>Requests that break off or are no HTTP: never a 5xx, never an error in the log, and the server goes on.</summary>
public sealed class EchoBreakageTests : EchoTests
{
    [Theory]
    [InlineData("zz\r\nabc\r\n0\r\n\r\n")]
    [InlineData("3\r\nabcdef\r\n0\r\n\r\n")]
    [InlineData("-1\r\n\r\n")]
    [InlineData("fffffffffffffffff\r\n")]
    public async Task Chunk_Malformed_Is400(string body)
    {
        var response = await Server.ExchangeAsync($"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n{body}");

        Assert.Equal(400, response.Status);
        Assert.Equal("close", response.Header("Connection"));
        await AssertAliveAsync();
    }

    [Theory]
    [InlineData("Content-Length: 100\r\n\r\nonly this")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n64\r\nonly this")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n")]
    [InlineData("Content-Encoding: gzip\r\nContent-Length: 100\r\n\r\nonly this")]
    [InlineData("Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 100\r\n\r\n--b\r\n")]
    public async Task Body_FinishedEarly_Is400(string rest)
    {
        await using var connection = await Server.ConnectAsync();
        await connection.SendAsync($"POST / HTTP/1.1\r\nHost: h\r\n{rest}", CancellationToken);
        connection.FinishSending();

        var answer = await connection.ReceiveToEndAsync(CancellationToken);

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        await AssertAliveAsync();
    }

    [Theory]
    [InlineData("Content-Length: 100\r\n\r\nonly this")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n64\r\nonly this")]
    [InlineData("Content-Encoding: br\r\nContent-Length: 100\r\n\r\nonly this")]
    [InlineData("Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 100\r\n\r\n--b\r\n")]
    public async Task Body_ResetByTheClient_LeavesTheServerWell(string rest)
    {
        for (var i = 0; i < 10; i++)
        {
            await using var connection = await Server.ConnectAsync();
            await connection.SendAsync($"POST / HTTP/1.1\r\nHost: h\r\n{rest}", CancellationToken);
            connection.Reset();
        }

        await AssertAliveAsync();
    }

    [Fact]
    public async Task Answer_NotReadByTheClient_LeavesTheServerWell()
    {
        await using (var connection = await Server.ConnectAsync())
        {
            var body = new string('"', 1_000_000);
            await connection.SendAsync($"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: {body.Length}\r\n\r\n{body}", CancellationToken);
            connection.Reset();
        }

        await AssertAliveAsync();
    }

    [Fact]
    public async Task Answer_OfManyPieces_ArrivesWhole()
    {
        var response = await Server.PostAsync(Enumerable.Repeat((byte)'"', 1024 * 1024).ToArray(), "text/plain");

        Assert.Equal(new string('"', 1024 * 1024), response.Json.GetProperty("body").GetProperty("text").GetString());
        Assert.Equal(200, (await Server.GetAsync("/")).Status);
    }

    private async Task AssertAliveAsync() => Assert.Equal(200, (await Server.GetAsync("/")).Status);
}
