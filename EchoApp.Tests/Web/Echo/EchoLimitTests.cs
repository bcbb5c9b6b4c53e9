using System.Net;
using System.Text;
using EchoApp.Tests.Http;
using Xunit;

namespace EchoApp.Tests.Web.Echo;

public sealed class EchoLimitTests : EchoTests
{
    private protected override Dictionary<string, string?> Settings => new() { ["Echo:MaxBodyLength"] = "5000" };

    [Fact]
    public async Task Body_OfExactlyTheLimit_IsEchoed()
    {
        var declared = await Server.PostAsync(new byte[5000], null);
        var chunked = await Server.ExchangeAsync(Chunked(1, 5000));

        Assert.Equal(5000, declared.Json.GetProperty("body").GetProperty("length").GetInt32());
        Assert.Equal(5000, chunked.Json.GetProperty("body").GetProperty("length").GetInt32());
    }

    [Fact]
    public async Task Body_DeclaredLonger_IsRefusedBeforeItIsSent()
    {
        await using var connection = await Server.ConnectAsync();
        await connection.SendAsync("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5001\r\n\r\n", CancellationToken);

        AssertTooLong(await connection.ReceiveAsync(false, CancellationToken));
    }

    [Fact]
    public async Task Body_OfChunksGrowingLonger_IsRefused()
    {
        AssertTooLong(await Server.ExchangeAsync(Chunked(1, 5001)));
        AssertTooLong(await Server.ExchangeAsync(Chunked(51, 100)));
    }

    [Fact]
    public async Task Body_SentWholeThoughTooLong_StillGetsItsAnswer()
    {
        using var content = new ByteArrayContent(new byte[20_000_000]);

        using var response = await Server.Client.PostAsync(Server.Uri, content, CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Head_WithALongerBody_IsRefusedWithoutABody()
    {
        await using var connection = await Server.ConnectAsync();
        await connection.SendAsync("HEAD / HTTP/1.1\r\nHost: h\r\nContent-Length: 5001\r\n\r\n", CancellationToken);

        Assert.Equal(413, (await connection.ReceiveAsync(true, CancellationToken)).Status);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    public async Task Body_WhenNoneIsAllowed_IsRefused(string limit)
    {
        await using var server = await EchoServer.StartAsync(new() { ["Echo:MaxBodyLength"] = limit, ["Echo:MaxBodyKept"] = "0" });

        Assert.Equal(200, (await server.GetAsync("/")).Status);
        Assert.Equal(413, (await server.PostAsync(new byte[2], null)).Status);
    }

    private static void AssertTooLong(RawResponse response)
    {
        Assert.Equal(413, response.Status);
        Assert.Equal("application/problem+json", response.Header("Content-Type"));
        Assert.Equal("close", response.Header("Connection"));
        Assert.EndsWith("\n", response.Text, StringComparison.Ordinal);
        Assert.Equal(413, response.Json.GetProperty("status").GetInt32());
        Assert.Contains("5000 bytes", response.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("Echo__MaxBodyLength", response.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static string Chunked(int count, int length)
    {
        var request = new StringBuilder("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (var i = 0; i < count; i++)
        {
            request.Append(System.Globalization.CultureInfo.InvariantCulture, $"{length:x}\r\n{new string('x', length)}\r\n");
        }

        return request.Append("0\r\n\r\n").ToString();
    }
}
