using EchoApp.Tests.Http;
using Xunit;

namespace EchoApp.Tests.Web.Wire;

/// <summary>Framing at the edges of the standard, on both listeners: the right answer, no 5xx, no connection without one, no error in the log.</summary>
public sealed class FramingTests(FramingTests.Running running) : IClassFixture<FramingTests.Running>
{
    [Theory]
    [InlineData("head / HTTP/1.1", "", 200, 405)]
    [InlineData("Head / HTTP/1.1", "", 200, 405)]
    [InlineData("Head / HTTP/1.1", "Accept: text/html\r\n\r\n", 200, 405)]
    [InlineData("get / HTTP/1.1", "", 200, 405)]
    [InlineData("POST / HTTP/1.1", "Content-Length: 000000000000000000003\r\n\r\nabc", 200, 405)]
    [InlineData("POST / HTTP/1.1", "Content-Length: 00000000000000000000000000000000000003\r\n\r\nabc", 200, 405)]
    [InlineData("POST / HTTP/1.1", "Content-Length: 99999999999999999999999\r\n\r\nabc", 400, 400)]
    [InlineData("POST / HTTP/1.1", "Content-Length: 9223372036854775808\r\n\r\nabc", 400, 400)]
    [InlineData("POST / HTTP/1.1", "Content-Length: 3\0\r\n\r\nabc", 400, 400)]
    [InlineData("POST / HTTP/1.1", "Content-Length: 3\u000b\r\n\r\nabc", 400, 400)]
    [InlineData("POST / HTTP/1.1", "Content-Length: \u000b3\r\n\r\nabc", 400, 400)]
    [InlineData("POST / HTTP/1.1", "Content-Length: 3\u000c\r\n\r\nabc", 400, 400)]
    [InlineData("POST / HTTP/1.1", "Content-Length: +3\r\n\r\nabc", 400, 400)]
    [InlineData("POST / HTTP/1.1", "Content-Length: -0\r\n\r\n", 400, 400)]
    [InlineData("POST / HTTP/1.1", "Content-Length: -3\r\n\r\nabc", 400, 400)]
    [InlineData("POST / HTTP/1.1", "Content-Length: 0x3\r\n\r\nabc", 400, 400)]
    [InlineData("POST / HTTP/1.1", "Content-Length:\r\n\r\nabc", 400, 400)]
    [InlineData("POST / HTTP/1.1", "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400, 400)]
    [InlineData("POST / HTTP/1.1", "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", 400, 400)]
    [InlineData("POST / HTTP/1.1", "Transfer-Encoding: chunked\r\nTransfer-Encoding: Chunked\r\n\r\n0\r\n\r\n", 400, 400)]
    [InlineData("POST / HTTP/1.1", "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n", 400, 400)]
    [InlineData("POST / HTTP/1.1", "Transfer-Encoding: identity\r\n\r\n0\r\n\r\n", 400, 400)]
    [InlineData("POST / HTTP/1.1", "Transfer-Encoding:\r\n\r\n0\r\n\r\n", 400, 400)]
    [InlineData("POST / HTTP/1.1", "Content-Length: 3\r\nX-Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, 400)]
    [InlineData("POST / HTTP/1.1", "X-Content-Length: 4\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", 400, 400)]
    [InlineData("POST / HTTP/1.1", "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX-T: a\0b\r\n\r\n", 400, 405)]
    [InlineData("POST / HTTP/1.1", "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX-T : a\r\n\r\n", 400, 405)]
    [InlineData("GET * HTTP/1.1", "", 405, 405)]
    [InlineData("GET /%00 HTTP/1.1", "", 400, 400)]
    [InlineData("GET /\0 HTTP/1.1", "", 400, 400)]
    public async Task Request_AtTheEdgeOfTheStandard_GetsTheRightAnswer(string line, string rest, int echo, int pages)
    {
        var request = $"{line}\r\nHost: h\r\n{(rest.Length == 0 ? "\r\n" : rest)}";

        // Also behind more of a head than is kept, before which a line is cut, and as the second request of a connection.
        var filler = $"X-Filler: {new string('x', 32_700)}\r\nX-More: {new string('x', 2_000)}\r\n";
        foreach (var filled in (string[])[request, request.Replace("Host: h\r\n", "Host: h\r\n" + filler, StringComparison.Ordinal)])
        {
            Assert.Equal(echo, (await ExchangeAsync(running.Web.Echo, filled)).Status);
            Assert.Equal(pages, (await ExchangeAsync(running.Web.Pages, filled)).Status);
            Assert.Equal(pages, await SecondStatusAsync(running.Web.Pages, $"GET /alive HTTP/1.1\r\nHost: h\r\n{filler}\r\n", filled));
        }

        Assert.DoesNotContain("Exception", running.Web.Output + running.Web.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_WithAFaultyTrailer_IsRefusedInWords()
    {
        var response = await ExchangeAsync(running.Web.Echo, "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: \0\r\n\r\n");

        Assert.Equal("A trailer field cannot be read: a field's value has a NUL or a bare carriage return in it. (RFC 9110 section 5.5)", response.Json.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n000000003\r\nabc\r\n0\r\n\r\n", 400)]
    [InlineData("GET HTTP://x/a HTTP/1.1\r\nHost: x\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: x:\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.2\r\nHost: x\r\n\r\n", 505)]
    public async Task Request_ThatTheServerJudgesOtherwise_IsAsDocumented(string request, int status) =>
        Assert.Equal(status, (await ExchangeAsync(running.Web.Echo, request)).Status);

    [Theory]
    [InlineData("Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("Content-Length: +3\r\n\r\nabc")]
    [InlineData("Content-Length: 3\r\nX-Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    public async Task Framing_WithTheWireTurnedOff_IsJudgedAllTheSame(string rest)
    {
        await using var web = await WebProcess.StartAsync(("Echo__Wire", "false"));

        Assert.Equal(400, (await ExchangeAsync(web.Echo, $"POST / HTTP/1.1\r\nHost: h\r\n{rest}")).Status);
        Assert.Contains("\"count\": 0", (await ExchangeAsync(web.Pages, "GET /refused HTTP/1.1\r\nHost: localhost\r\n\r\n")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", web.Output + web.Error, StringComparison.Ordinal);
    }

    private static async Task<int> SecondStatusAsync(Uri uri, string first, string second)
    {
        await using var connection = await RawHttp.ConnectAsync(uri.OnLoopback(), TestContext.Current.CancellationToken);
        await connection.SendAsync(first, TestContext.Current.CancellationToken);
        Assert.Equal(200, (await connection.ReceiveAsync(false, TestContext.Current.CancellationToken)).Status);
        await connection.SendAsync(second, TestContext.Current.CancellationToken);
        return (await connection.ReceiveAsync(false, TestContext.Current.CancellationToken)).Status;
    }

    private static Task<RawResponse> ExchangeAsync(Uri uri, string request) =>
        RawHttp.ExchangeAsync(uri.OnLoopback(), request, TestContext.Current.CancellationToken);

    public sealed class Running : IAsyncLifetime
    {
        internal WebProcess Web { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Web = await WebProcess.StartAsync();

        public ValueTask DisposeAsync() => Web.DisposeAsync();
    }
}
