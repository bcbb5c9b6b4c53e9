using System.Net.Sockets;
using System.Text.RegularExpressions;
using Xunit;

namespace EchoApp.Tests.Web.Echo;

/// <summary>Requests that break off or are no HTTP: never a 5xx, never an error in the log, and the server goes on.</summary>
public sealed partial class EchoBreakageTests : EchoTests
{
    /// <summary>
    /// Ends whatever a request has begun, and makes the server close. (Closing our side does not do: Kestrel takes it for a client
    /// that is gone, and may not answer.)
    /// </summary>
    private static readonly string _ending = "\r\n\r\n" + new string('x', 1200) + "\r\n\r\n";

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
    public async Task Body_FinishedEarly_Is400OrTheEnd(string rest)
    {
        await using var connection = await Server.ConnectAsync();
        await connection.SendAsync($"POST / HTTP/1.1\r\nHost: h\r\n{rest}", CancellationToken);
        connection.FinishSending();

        var answer = await connection.ReceiveToEndAsync(CancellationToken);

        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 400 ", StringComparison.Ordinal), answer);
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
            var body = new string('\u0001', 1_000_000);
            await connection.SendAsync($"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: {body.Length}\r\n\r\n{body}", CancellationToken);
            connection.Reset();
        }

        await AssertAliveAsync();
    }

    [Fact]
    public async Task Answer_OfManyPieces_ArrivesWhole()
    {
        var response = await Server.PostAsync(Enumerable.Repeat((byte)1, 1024 * 1024).ToArray(), "text/plain");

        Assert.Equal(new string('\u0001', 1024 * 1024), response.Json.GetProperty("body").GetProperty("text").GetString());
        Assert.Equal(200, (await Server.GetAsync("/")).Status);
    }

    [Fact]
    public async Task Request_MalformedAtRandom_NeverGets5xxNorKillsTheServer()
    {
        var seed = Environment.GetEnvironmentVariable("ECHO_FUZZ_SEED") is { } given ? int.Parse(given, null) : Random.Shared.Next();
        var generator = new MalformedRequests(new Random(seed));
        var echoed = 0;
        for (var i = 0; i < 200; i++)
        {
            var request = generator.Next();
            await using var connection = await Server.ConnectAsync();
            var answer = "";
            try
            {
                await connection.SendAsync(request + _ending, CancellationToken);
                answer = await connection.ReceiveToEndAsync(CancellationToken);
            }
            catch (Exception exception) when (exception is SocketException or TimeoutException)
            {
                Assert.False(exception is TimeoutException, $"Seed {seed}, request {i}: no end after {request}");
            }

            // 505 is the server's right word on an HTTP version that there is not.
            var statuses = StatusLine().Matches(answer).Select(match => match.Groups[1].Value).ToList();
            Assert.True(
                statuses.TrueForAll(status => status is "100" or "200" or "505" || status[0] == '4'),
                $"Seed {seed}, request {i}: {string.Join(' ', statuses)} for {request}");
            echoed += statuses.Contains("200") ? 1 : 0;
            Assert.True(Server.Logs.Errors.Count == 0, $"Seed {seed}, request {i}: {string.Join('\n', Server.Logs.Errors)} for {request}");
        }

        Assert.True(echoed >= 10, $"Seed {seed}: only {echoed} requests got past the server's own checks.");
        await AssertAliveAsync();
    }

    [GeneratedRegex(@"HTTP/1\.1 (\d{3}) ")]
    private static partial Regex StatusLine();

    private async Task AssertAliveAsync() => Assert.Equal(200, (await Server.GetAsync("/")).Status);
}
