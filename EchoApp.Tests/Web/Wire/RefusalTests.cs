using System.Text;
using EchoApp.Tests.Web.Echo;
using EchoApp.Web.Wire.Refusals;
using Xunit;

namespace EchoApp.Tests.Web.Wire;

[InThisProcess]
public sealed class RefusalTests : EchoTests
{
    private const string Post = "POST / HTTP/1.1\r\nHost: h\r\n";
    private const string Chunked = Post + "Transfer-Encoding: chunked\r\n\r\n";

    private protected override Dictionary<string, string?> Settings => new() { ["Echo:MaxBodyLength"] = "5000" };

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n", 400, "It has no Host.", "RFC 9112 section 3.2", null)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400, "more than one Host", "RFC 9112 section 3.2", "Host: b")]
    [InlineData("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400, "Its Host is not a name or an address", "RFC 9112 section 3.2", "Host: a b")]
    [InlineData("CONNECT a:1 HTTP/1.1\r\nHost: b:1\r\n\r\n", 400, "Its Host is not the host and port of its target", "RFC 9112 section 3.2", "Host: b:1")]
    [InlineData("GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400, "whitespace", "RFC 9112 section 5.1", "Host : a")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n", 400, "folded", "RFC 9112 section 5.2", " ***")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nNoColon\r\n\r\n", 400, "no colon", "RFC 9112 section 5", "NoColon")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n", 400, "no name", "RFC 9112 section 5", ": ***")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nX\u00ff: b\r\n\r\n", 400, "characters that names may not have", "RFC 9110 section 5.1", "Xÿ: ***")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n", 400, "NUL", "RFC 9110 section 5.5", "X: ***")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n", 400, "carriage return", "RFC 9110 section 5.5", "X: ***")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nX(Y): b\r\n\r\n", 400, "characters that names may not have", "RFC 9110 section 5.1", "X(Y): ***")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nX\u000b: b\r\n\r\n", 400, "characters that names may not have", "RFC 9110 section 5.1", "X\\u000b: ***")]
    [InlineData(Post + "Transfer-Encoding\u000b: chunked\r\n\r\n", 400, "characters that names may not have", "RFC 9110 section 5.1", "Transfer-Encoding\\u000b: ***")]
    [InlineData(Post + "Content-Length: 3x\r\n\r\n", 400, "digits alone", "RFC 9112 section 6.3", "Content-Length: 3x")]
    [InlineData(Post + "Content-Length: +3\r\n\r\n", 400, "digits alone", "RFC 9112 section 6.3", "Content-Length: +3")]
    [InlineData(Post + "Content-Length: 3\r\nContent-Length: 3\r\n\r\n", 400, "more than one Content-Length", "RFC 9112 section 6.3", "Content-Length: 3")]
    [InlineData(Post + "Transfer-Encoding: gzip\r\n\r\n", 400, "one single chunked", "RFC 9112 section 6.3", "Transfer-Encoding: gzip")]
    [InlineData("POST / HTTP/1.0\r\nHost: h\r\n\r\n", 400, "HTTP/1.0 without Content-Length", "RFC 1945 section 7.2.2", null)]
    [InlineData("GET /a b HTTP/1.1\r\nHost: h\r\n\r\n", 400, "space", "RFC 9112 section 3.2", "GET /a b HTTP/1.1")]
    [InlineData("GET /\u00ff HTTP/1.1\r\nHost: h\r\n\r\n", 400, "percent-encoded", "RFC 9112 section 3.2", "GET /ÿ HTTP/1.1")]
    [InlineData("GET /%00 HTTP/1.1\r\nHost: h\r\n\r\n", 400, "NUL", "RFC 3986 section 7.3", "GET /%00 HTTP/1.1")]
    [InlineData("GET  / HTTP/1.1\r\nHost: h\r\n\r\n", 400, "two spaces between its method and its target", "RFC 9112 section 3", "GET  / HTTP/1.1")]
    [InlineData("GET / HTTP/1.1 \r\nHost: h\r\n\r\n", 400, "space at the end of its first line", "RFC 9112 section 3", "GET / HTTP/1.1 ")]
    [InlineData(" GET / HTTP/1.1\r\nHost: h\r\n\r\n", 400, "begins with a space", "RFC 9112 section 3", "***")]
    [InlineData("GET HTTP://h/ HTTP/1.1\r\nHost: h\r\n\r\n", 400, "not http or https in small letters", "RFC 9110 section 4.2", "GET HTTP://h/ HTTP/1.1")]
    [InlineData("GET ftp://h/ HTTP/1.1\r\nHost: h\r\n\r\n", 400, "not http or https in small letters", "RFC 9110 section 4.2", "GET ftp://h/ HTTP/1.1")]
    [InlineData("GET http:///x HTTP/1.1\r\nHost: h\r\n\r\n", 400, "names no host", "RFC 9110 section 4.2.1", "GET http:///x HTTP/1.1")]
    [InlineData("GET /\r\nHost: h\r\n\r\n", 400, "a method, a target and a version", "RFC 9112 section 3", "GET /")]
    [InlineData("nonsense\r\n\r\n", 400, "method", "RFC 9112 section 3.1", "***")]
    [InlineData("\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003\r\n", 400, "TLS", "RFC 8446 section 5.1", "***")]
    [InlineData("PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n", 400, "PROXY protocol", "PROXY protocol section 2.1", "PROXY TCP4 1.2.3.4 5.6.7.8 1 2")]
    [InlineData("GET * HTTP/1.1\r\nHost: h\r\n\r\n", 405, "OPTIONS", "RFC 9112 section 3.2.4", "GET * HTTP/1.1")]
    [InlineData("GET h:1 HTTP/1.1\r\nHost: h:1\r\n\r\n", 405, "CONNECT", "RFC 9112 section 3.2.3", "GET h:1 HTTP/1.1")]
    [InlineData("GET / HTTP/3.0\r\nHost: h\r\n\r\n", 505, "version", "RFC 9110 section 15.6.6", "GET / HTTP/3.0")]
    [InlineData(Post + "Content-Length: 5001\r\n\r\n", 413, "body is too long", "RFC 9110 section 15.5.14", null)]
    [InlineData(Chunked + "zz\r\n", 400, "not a hexadecimal number", "RFC 9112 section 7.1", "z***")]
    [InlineData(Chunked + "5g\r\n", 400, "not a hexadecimal number", "RFC 9112 section 7.1", "5g")]
    [InlineData(Chunked + "0x5\r\nhello", 400, "not a hexadecimal number", "RFC 9112 section 7.1", "0x5")]
    [InlineData(Chunked + "-1\r\n", 400, "not a hexadecimal number", "RFC 9112 section 7.1", "-1")]
    [InlineData(Chunked + "\r\n", 400, "A chunk has no size", "RFC 9112 section 7.1", null)]
    [InlineData(Chunked + "3\nabc\r\n", 400, "does not end in CRLF", "RFC 9112 section 7.1", "3")]
    [InlineData(Chunked + "80000000\r\n", 400, "greater than 7fffffff", "RFC 9112 section 7.1", "80000000")]
    [InlineData(Chunked + "4111 1111 1111 1111\r\n", 400, "not a hexadecimal number", "RFC 9112 section 7.1", "4111 ***")]
    [InlineData(Chunked + "9f86d081884c7d65\r\n", 400, "more than 8 digits", "RFC 9112 section 7.1", "9f86d08188***")]
    [InlineData(Chunked + "000000003\r\nabc\r\n0\r\n\r\n", 400, "more than 8 digits", "RFC 9112 section 7.1", "000000003")]
    [InlineData(Chunked + "password=hunter2", 400, "not a hexadecimal number", "RFC 9112 section 7.1", "p***")]
    [InlineData(Chunked + "3;a\rb\r\nabc\r\n", 400, "chunk extension", "RFC 9112 section 7.1.1", null)]
    [InlineData(Chunked + "3\r\nabc\r\n2\r\nsecret", 400, "not followed by a line end", "RFC 9112 section 7.1", null)]
    [InlineData(Chunked + "3\r\nabc\r\n3 \r\nabc\r\n", 400, "not a hexadecimal number", "RFC 9112 section 7.1", "3 ")]
    [InlineData(Chunked + "0\r\nX : y\r\n\r\n", 400, "trailer field cannot be read: there is whitespace", "RFC 9112 section 5.1", "X : ***")]
    [InlineData(Chunked + "0\r\nA: b\r\nNoColon\r\n\r\n", 400, "trailer field cannot be read: a line among", "RFC 9112 section 5", "NoColon")]
    [InlineData(Chunked + "0\r\nA: b\r\n folded\r\n\r\n", 400, "trailer field cannot be read: a field is folded", "RFC 9112 section 5.2", " ***")]
    [InlineData(Chunked + "0\r\nA: a\0b\r\n\r\n", 400, "trailer field cannot be read: a field's value", "RFC 9110 section 5.5", "A: ***")]
    [InlineData(Chunked + "0\r\nX(Y): b\r\nA: b\r\n\r\n", 400, "trailer field cannot be read: a field's name", "RFC 9110 section 5.1", "X(Y): ***")]
    public async Task Request_Refused_IsRememberedWithItsReason(string request, int status, string reason, string section, string? line)
    {
        foreach (var before in (string[])["", "GET /good HTTP/1.1\r\nHost: good\r\n\r\n", "POST /good HTTP/1.1\r\nHost: good\r\nContent-Length: 3\r\n\r\nabc"])
        {
            await using var connection = await Server.ConnectAsync();
            if (before.Length > 0)
            {
                await connection.SendAsync(before, CancellationToken);
                Assert.Equal(200, (await connection.ReceiveAsync(false, CancellationToken)).Status);
            }

            await connection.SendAsync(request, CancellationToken);
            Assert.Equal(status, (await connection.ReceiveAsync(false, CancellationToken)).Status);

            var refusal = Server.Refusals.Read().Last[0];
            Assert.Equal(status, refusal.Status);
            Assert.Contains(reason, refusal.Reason, StringComparison.Ordinal);
            Assert.Equal(section, refusal.Section);
            Assert.Equal(line, refusal.Line);
            Assert.Equal(request.IndexOf('\n') - 1, refusal.Length.RequestLine);
        }
    }

    [Fact]
    public async Task Preface_OfHttp2_IsRemembered()
    {
        await using var connection = await Server.ConnectAsync();
        await connection.SendAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", CancellationToken);
        await connection.ReceiveToEndAsync(CancellationToken);

        Assert.Equal(("PRI * HTTP/2.0", "RFC 9113 section 3.4"), (Server.Refusals.Read().Last[0].Line, Server.Refusals.Read().Last[0].Section));
    }

    [Theory]
    [InlineData("GET /{0} HTTP/1.1\r\nHost: h\r\n\r\n", 17_000, 414, "request line is too long", "RFC 9110 section 15.5.15", true)]
    [InlineData("GET / HTTP/1.1\r\nHost: h\r\nX: {0}\r\n\r\n", 66_000, 431, "too long together", "RFC 6585 section 5", false)]
    public async Task Request_TooLong_IsRememberedWithItsLength(string request, int length, int status, string reason, string section, bool hasLine)
    {
        await Server.ExchangeAsync(request.Replace("{0}", new string('x', length), StringComparison.Ordinal));

        var refusal = Server.Refusals.Read().Last[0];
        Assert.Equal((status, section), (refusal.Status, refusal.Section));
        Assert.Contains(reason, refusal.Reason, StringComparison.Ordinal);

        // As far as it had come when the limit was reached.
        Assert.InRange(refusal.Length.Head, 16 * 1024, length + 100);
        Assert.Equal(hasLine, refusal.Line is not null && refusal.Length.Line >= 16 * 1024);
        Assert.True(refusal.Line is not { Length: > 260 });
    }

    /// <summary>Of trailers that are too long the server does not even tell where it is in them.</summary>
    [Theory]
    [InlineData(1, 65_500)]
    [InlineData(1, 66_000)]
    [InlineData(1, 140_000)]
    [InlineData(70, 1_000)]
    public async Task Trailers_TooLong_AreRefusedAndRemembered(int count, int length)
    {
        var trailers = new StringBuilder().Insert(0, $"A: {new string('v', length)}\r\n", count);
        foreach (var end in (string[])["", "\r\n"])
        {
            await using var connection = await Server.ConnectAsync();
            await connection.SendAsync($"{Chunked}3\r\nabc\r\n0\r\n", CancellationToken);
            foreach (var piece in Encoding.Latin1.GetBytes(trailers + end).Chunk(7_000))
            {
                await connection.SendAsync(piece, CancellationToken);
            }

            Assert.Equal(431, (await connection.ReceiveAsync(false, CancellationToken)).Status);
            Assert.Equal((431, "Its fields are too long together."), (Server.Refusals.Read().Last[0].Status, Server.Refusals.Read().Last[0].Reason));
        }
    }

    [Fact]
    public async Task Line_ThatIsCut_ShowsNoRestOfASecret()
    {
        await Server.ExchangeAsync($"GET /{new string('a', 240)} b/sk_live_0123456789abcdef HTTP/1.1\r\nHost: h\r\n\r\n");

        Assert.DoesNotContain("sk_live", Server.Refusals.Read().Last[0].Line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_OfTooManyFields_IsRemembered()
    {
        Assert.Equal(431, (await Server.GetAsync("/", new StringBuilder().Insert(0, "A: b\r\n", 1001).ToString())).Status);

        var refusal = Server.Refusals.Read().Last[0];
        Assert.Equal(("It has too many fields.", "A: ***"), (refusal.Reason, refusal.Line));
    }

    [Fact]
    public async Task Refusals_BeyondAHundred_AreCountedAndTheOldestForgotten()
    {
        await using var server = await EchoServer.StartAsync();
        for (var i = 0; i < 105; i++)
        {
            await server.ExchangeAsync($"GET /{i} b HTTP/1.1\r\nHost: h\r\n\r\n");
        }

        var (last, count) = server.Refusals.Read();
        Assert.Equal((100, 105L), (last.Count, count));
        Assert.Equal("GET /104 b HTTP/1.1", last[0].Line);
        Assert.Equal("GET /5 b HTTP/1.1", last[^1].Line);
    }

    [Fact]
    public async Task Request_RefusedAfterOthersOnItsConnection_IsToldByItsOwnLines()
    {
        await using var connection = await Server.ConnectAsync();
        await connection.SendAsync("GET /1 HTTP/1.1\r\nHost: h\r\n\r\nPOST /2 HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabcGET /3 HTTP/1.1\r\nHost : h\r\n\r\n", CancellationToken);
        await connection.ReceiveToEndAsync(CancellationToken);

        var refusal = Server.Refusals.Read().Last[0];
        Assert.Equal(("Host : h", 8L, 15L), (refusal.Line, refusal.Length.Line, refusal.Length.RequestLine));
    }

    [Theory]
    [InlineData("Authorization : Basic dTpw", "Authorization : ***")]
    [InlineData("Authorization\\u0000: hunter2", "Authorization\\u0000: ***")]
    [InlineData("X-Anything  : abc", "X-Anything  : ***")]
    [InlineData("X-JWT: a.b.c", "X-JWT: ***")]
    [InlineData("Referer: http://h/?t=x", "Referer: ***")]
    [InlineData("Cookie session=abc", "***")]
    [InlineData("{\"user\":\"bob\",\"password\":\"hunter2\"}", "***")]
    [InlineData("<password>hunter6</password>", "***")]
    [InlineData(" folded: value", " ***")]
    [InlineData(" dTpw", " ***")]
    [InlineData("NoColon", "NoColon")]
    [InlineData(": b", ": ***")]
    [InlineData("Host: user:hunter9@x", "Host: ***@x")]
    [InlineData("Host : a b", "Host : a b")]
    [InlineData("Content-Length: +3", "Content-Length: +3")]
    [InlineData("Accept-Language : en", "Accept-Language : en")]
    public void Mask_OfAField_ShowsValuesOfHarmlessOnesAlone(string line, string expected) => Assert.Equal(expected, SecretMask.Apply(line, LineKind.Field));

    [Theory]
    [InlineData("GET /a b?token=s3cret&page=2 HTTP/1.1", "GET /a b?token=***&page=*** HTTP/1.1")]
    [InlineData("GET /a b?%70assword=hunter6 HTTP/1.1", "GET /a b?%70assword=*** HTTP/1.1")]
    [InlineData("GET /\u00ff?a=1&pin=1234&jwt=ab.cd", "GET /\u00ff?a=***&pin=***&jwt=***")]
    [InlineData("GET http://user:pass@h/ b HTTP/1.1", "GET http://***@h/ b HTTP/1.1")]
    [InlineData("GET user:hunter2@host HTTP/1.1", "GET ***@host HTTP/1.1")]
    [InlineData("GET /hooks/T0123ABCD/B0123ABCD/aBcDeFgHiJkLmNoPqRsT0123 x HTTP/1.1", "GET /hooks/T0123ABCD/B0123ABCD/*** x HTTP/1.1")]
    [InlineData("GET /keyboards/list b HTTP/1.1", "GET /keyboards/list b HTTP/1.1")]
    [InlineData("{\"user\": \"bob\", \"password\": \"hunter2\"}", "***")]
    [InlineData("nonsense", "***")]
    public void Mask_OfARequestLine_HidesValuesOfTheQueryAndWhatIsNoRequest(string line, string expected) => Assert.Equal(expected, SecretMask.Apply(line, LineKind.Request));
}
