using System.Text.Json;
using Xunit;

namespace EchoApp.Tests.Web.Echo;

public sealed class EchoLineTests : EchoTests
{
    [Fact]
    public async Task Get_Root_IsASupersetOfHeadersWithHost()
    {
        var response = await Server.GetAsync("/");

        Assert.Equal(200, response.Status);
        Assert.Equal("echo.test", response.Json.GetProperty("headers").GetProperty("Host").GetString());
        Assert.Equal("application/json; charset=utf-8", response.Header("Content-Type"));
        Assert.Equal("no-store", response.Header("Cache-Control"));
        Assert.Equal("nosniff", response.Header("X-Content-Type-Options"));
        Assert.Equal(JsonValueKind.Null, response.Json.GetProperty("body").ValueKind);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    [InlineData("PROPFIND")]
    [InlineData("BREW")]
    [InlineData("get")]
    [InlineData("M-SEARCH")]
    [InlineData("!#$%&'*+-.^_`|~09azAZ")]
    public async Task Method_KnownOrNot_IsEchoed(string method)
    {
        var response = await Server.ExchangeAsync($"{method} /any/path HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n");

        Assert.Equal(200, response.Status);
        Assert.Equal(method, response.Json.GetProperty("method").GetString());
        Assert.Equal("/any/path", response.Json.GetProperty("path").GetString());
        Assert.Equal("http", response.Json.GetProperty("scheme").GetString());
        Assert.Equal("HTTP/1.1", response.Json.GetProperty("protocol").GetString());
    }

    [Theory]
    [InlineData("OPTIONS", "*", "h", "*", "h")]
    [InlineData("GET", "http://h/a%20b?x=1", "h", "/a%20b", "h")]
    [InlineData("GET", "http://h:81", "h:81", "", "h:81")]
    [InlineData("GET", "http://h?x=1", "h", "", "h")]
    [InlineData("GET", "/%2e%2E/%2Fa/../b//c;d=e/%c3%a9", "h", "/%2e%2E/%2Fa/../b//c;d=e/%c3%a9", "h")]
    [InlineData("GET", "//evil.test/x", "h", "//evil.test/x", "h")]
    [InlineData("GET", "/http://inner/?u=http://x/", "h", "/http://inner/", "h")]
    public async Task Target_InEachForm_IsTakenApart(string method, string target, string hostHeader, string path, string host)
    {
        var response = await Server.ExchangeAsync($"{method} {target} HTTP/1.1\r\nHost: {hostHeader}\r\n\r\n");

        Assert.Equal(200, response.Status);
        Assert.Equal(target, response.Json.GetProperty("target").GetString());
        Assert.Equal(path, response.Json.GetProperty("path").GetString());
        Assert.Equal(host, response.Json.GetProperty("host").GetString());
    }

    [Fact]
    public async Task Connect_AuthorityForm_IsEchoed()
    {
        await using var connection = await Server.ConnectAsync();
        await connection.SendAsync("CONNECT far.test:443 HTTP/1.1\r\nHost: far.test:443\r\n\r\n", CancellationToken);

        var response = await connection.ReceiveAsync(false, CancellationToken);

        Assert.Equal(200, response.Status);
        Assert.Equal("CONNECT", response.Json.GetProperty("method").GetString());
        Assert.Equal("far.test:443", response.Json.GetProperty("host").GetString());
        Assert.Equal("", response.Json.GetProperty("path").GetString());
    }

    [Fact]
    public async Task Http10_WithoutHost_IsEchoedWithNullHost()
    {
        var response = await Server.ExchangeAsync("GET /old HTTP/1.0\r\n\r\n");

        Assert.Equal(200, response.Status);
        Assert.Equal("HTTP/1.0", response.Json.GetProperty("protocol").GetString());
        Assert.Equal(JsonValueKind.Null, response.Json.GetProperty("host").ValueKind);
        Assert.False(response.Json.GetProperty("headers").TryGetProperty("Host", out _));
    }

    [Fact]
    public async Task Http10_AbsoluteFormWithoutHost_TakesTheHostFromTheTarget()
    {
        var response = await Server.ExchangeAsync("GET http://far.test:81/x HTTP/1.0\r\n\r\n");

        Assert.Equal("far.test:81", response.Json.GetProperty("host").GetString());
    }

    [Theory]
    [InlineData("/", "{}")]
    [InlineData("/?", "{}")]
    [InlineData("/?b=1&a=2&b=3", """{"b":["1","3"],"a":["2"]}""")]
    [InlineData("/?a=b+c&d%20e=%C3%A9", """{"a":["b c"],"d e":["é"]}""")]
    [InlineData("/?a&=v&b=&&c=d=e", """{"a":[""],"":["v"],"b":[""],"c":["d=e"]}""")]
    [InlineData("/?a=%zz%2&b=%FF", """{"a":["%zz%2"],"b":["\uFFFD"]}""")]
    [InlineData("/?a=%00%22%5C", """{"a":["\u0000\"\\"]}""")]
    public async Task Query_OfAnyShape_KeepsNamesValuesAndOrder(string target, string expected)
    {
        var response = await Server.GetAsync(target);

        Assert.Equal(expected.Replace("\\uFFFD", "\ufffd", StringComparison.Ordinal), response.Json.GetProperty("query").GetRawText());
    }

    [Fact]
    public async Task Query_Pretty_IndentsTheAnswer()
    {
        Assert.Contains("\n  \"method\": \"GET\"", (await Server.GetAsync("/?pretty")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', (await Server.GetAsync("/?pretty=false")).Text.TrimEnd());
        Assert.DoesNotContain('\n', (await Server.GetAsync("/")).Text.TrimEnd());
    }

    [Theory]
    [InlineData("")]
    [InlineData("Content-Length: 3\r\n")]
    public async Task Head_ComparedWithGet_HasTheSameHeadersAndNoBody(string headers)
    {
        var body = headers.Length == 0 ? "" : "abc";
        await using var connection = await Server.ConnectAsync();
        var rest = $" /x?y=z HTTP/1.1\r\nHost: h\r\nX-Pad: {{0}}\r\n{headers}\r\n{body}";
        await connection.SendAsync("GET" + rest.Replace("{0}", "ab", StringComparison.Ordinal), CancellationToken);
        var get = await connection.ReceiveAsync(false, CancellationToken);
        await connection.SendAsync("HEAD" + rest.Replace("{0}", "a", StringComparison.Ordinal), CancellationToken);
        var head = await connection.ReceiveAsync(true, CancellationToken);
        await connection.SendAsync("GET / HTTP/1.1\r\nHost: h\r\n\r\n", CancellationToken);
        var next = await connection.ReceiveAsync(false, CancellationToken);

        // HEAD is a letter longer than GET, and its padding a letter shorter.
        Assert.Equal(get.Headers.Where(header => header.Key != "Date"), head.Headers.Where(header => header.Key != "Date"));
        Assert.Equal(get.Body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), head.Header("Content-Length"));
        Assert.Empty(head.Body);
        Assert.Equal(3, next.Json.GetProperty("connection").GetProperty("request").GetInt32());
    }

    [Fact]
    public async Task Upgrade_ToSomethingElse_IsEchoed()
    {
        var response = await Server.GetAsync("/", "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n");

        Assert.Equal(200, response.Status);
        Assert.Equal("h2c", response.Json.GetProperty("headers").GetProperty("Upgrade").GetString());
    }
}
