using System.Text;
using System.Text.Json;
using EchoApp.Tests.Http;
using EchoApp.Tests.Web.Echo;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EchoApp.Tests.Web.Wire;

public sealed class WireTests : EchoTests
{
    [Fact]
    public async Task Wire_OfARequest_HasItsLinesInOrderCaseAndNumber()
    {
        var response = await Server.ExchangeAsync("GET /a?b HTTP/1.1\r\nhOsT: h\r\nX-B:1\r\nX-A: \t a  b\t \r\nx-b: 2\r\ncontent-TYPE: x\r\nX-Empty:\r\n\r\n");

        var wire = response.Json.GetProperty("wire");
        Assert.Equal("GET /a?b HTTP/1.1", wire.GetProperty("requestLine").GetString());
        Assert.Equal(
            """[["hOsT","h"],["X-B","1"],["X-A","a  b"],["x-b","2"],["content-TYPE","x"],["X-Empty",""]]""",
            wire.GetProperty("headers").GetRawText());
        Assert.Equal("""{"hOsT":"h","X-B":"1, 2","X-A":"a  b","content-TYPE":"x","X-Empty":""}""", response.Json.GetProperty("headers").GetRawText());
        Assert.False(wire.GetProperty("truncated").GetBoolean());
        Assert.False(wire.TryGetProperty("base64", out _));
    }

    [Theory]
    [InlineData("/?raw", true)]
    [InlineData("/?raw=1&pretty", true)]
    [InlineData("/?raw=false", false)]
    [InlineData("/?raw=0", false)]
    [InlineData("/?Raw", false)]
    public async Task Wire_WithRaw_HasItsBytes(string target, bool isShown)
    {
        var request = $"GET {target} HTTP/1.1\r\nHost: h\r\nX: \u00ff \t\r\n\r\n";
        var wire = (await Server.ExchangeAsync(request)).Json.GetProperty("wire");

        Assert.Equal(isShown, wire.TryGetProperty("base64", out var bytes));
        Assert.Equal(request.Length, wire.GetProperty("length").GetInt32());
        if (isShown)
        {
            Assert.Equal(request, Encoding.Latin1.GetString(bytes.GetBytesFromBase64()));
        }
    }

    /// <summary>Kestrel decodes targets in the bytes that it is given.</summary>
    [Theory]
    [InlineData("GET /%41/%2e%2E/./%c3%a9?%41 HTTP/1.1\r\nHost: h\r\n\r\n")]
    [InlineData("GET /a/b/../c HTTP/1.1\r\nHost: h\r\n\r\n")]
    [InlineData("GET http://h/%41/../b HTTP/1.1\r\nHost: h\r\n\r\n")]
    [InlineData("\r\nGET /%41/../b HTTP/1.1\r\nHost: h\r\n\r\n")]
    public async Task Wire_OfATargetThatIsDecoded_HasTheBytesThatCame(string request)
    {
        foreach (var size in (int[])[1000, 9, 1])
        {
            await using var connection = await Server.ConnectAsync();
            foreach (var piece in Encoding.Latin1.GetBytes(request + request.Replace("/%41", "/x", StringComparison.Ordinal) + request).Chunk(size))
            {
                await connection.SendAsync(piece, CancellationToken);
            }

            var line = request.Trim().Split("\r\n")[0];
            Assert.Equal(line, RequestLine(await connection.ReceiveAsync(false, CancellationToken)));
            Assert.Equal(line.Replace("/%41", "/x", StringComparison.Ordinal), RequestLine(await connection.ReceiveAsync(false, CancellationToken)));
            Assert.Equal(line, RequestLine(await connection.ReceiveAsync(false, CancellationToken)));
        }
    }

    /// <summary>Empty lines that fill the first block of what the server reads, so that the request line is in another.</summary>
    [Theory]
    [InlineData("\r\n", 2048)]
    [InlineData("\n", 4096)]
    [InlineData("\r\n", 5000)]
    public async Task Wire_BehindABlockOfEmptyLines_HasTheBytesThatCame(string line, int count)
    {
        var response = await Server.ExchangeAsync($"{new StringBuilder().Insert(0, line, count)}GET /a/./b/../%41%42?x=%41 HTTP/1.1\r\nHost: h\r\n\r\n");

        Assert.Equal("GET /a/./b/../%41%42?x=%41 HTTP/1.1", RequestLine(response));
    }

    [Fact]
    public async Task Switches_TurnedOff_AreOrdinaryNames()
    {
        await using var server = await EchoServer.StartAsync(new() { ["Echo:Pretty"] = "false", ["Echo:Raw"] = "false" });

        var response = await server.GetAsync("/?raw&pretty");

        Assert.False(response.Json.GetProperty("wire").TryGetProperty("base64", out _));
        Assert.DoesNotContain('\n', response.Text.TrimEnd());
        Assert.Equal("""{"raw":[""],"pretty":[""]}""", response.Json.GetProperty("query").GetRawText());
    }

    [Fact]
    public async Task Wire_TurnedOff_IsNullAndEverythingElseIsShown()
    {
        await using var server = await EchoServer.StartAsync(new() { ["Echo:Wire"] = "false" });

        var response = await server.GetAsync("/?raw", "x-a: 1\r\nX-A: 2\r\nCookie: a=1\r\nCookie: b=2\r\nAccept: text/plain\r\n");

        Assert.Equal(JsonValueKind.Null, response.Json.GetProperty("wire").ValueKind);
        Assert.Equal(JsonValueKind.Null, response.Json.GetProperty("anomalies").ValueKind);
        Assert.Equal("1, 2", response.Json.GetProperty("headers").GetProperty("x-a").GetString());
        Assert.Equal("a=1; b=2", response.Json.GetProperty("headers").GetProperty("Cookie").GetString());
        await using var connection = await server.ConnectAsync();
        await connection.SendAsync("GET / HTTP/1.1\r\nHost: h\r\n\r\n", CancellationToken);
        connection.FinishSending();
        Assert.Equal(200, (await connection.ReceiveAsync(false, CancellationToken)).Status);
    }

    [Fact]
    public async Task Heads_OfAllKindsOnOneConnection_AreEachTheirOwn()
    {
        string[] requests =
        [
            "GET /first HTTP/1.1\r\nHost: h\r\nX-1: 1\r\n\r\n",
            "POST /length HTTP/1.1\r\nHost: h\r\nX-2: 2\r\nContent-Length: 35\r\n\r\nGET /hidden HTTP/1.1\r\nHost: no\r\n\r\n.",
            "POST /chunked HTTP/1.1\r\nHost: h\r\nX-3: 3\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n21\r\nGET /hidden HTTP/1.1\r\nHost: n\r\n\r\n\r\n0\r\nX-Trailer: t\r\n\r\n",
            "POST /empty HTTP/1.1\r\nHost: h\r\nX-4: 4\r\nContent-Length: 0\r\n\r\n",
            "POST /chunkless HTTP/1.1\r\nHost: h\r\nX-5: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "\r\nGET /lf HTTP/1.1\nHost: h\nX-6: 6\n\n",
            "POST /expect HTTP/1.1\r\nHost: h\r\nX-7: 7\r\nContent-Length: 3\r\n\r\nabc",
            "GET /last HTTP/1.1\r\nHost: h\r\nX-8: 8\r\n\r\n",
        ];
        string[] paths = ["/first", "/length", "/chunked", "/empty", "/chunkless", "/lf", "/expect", "/last"];

        // In one write, in one for each byte, and in pieces that cut through heads and bodies.
        foreach (var size in (int[])[100_000, 1, 7, 61])
        {
            await using var connection = await Server.ConnectAsync();
            var all = Encoding.Latin1.GetBytes(string.Concat(requests));
            foreach (var piece in all.Chunk(size))
            {
                await connection.SendAsync(piece, CancellationToken);
            }

            for (var i = 0; i < requests.Length; i++)
            {
                var response = await connection.ReceiveAsync(false, CancellationToken);
                var wire = response.Json.GetProperty("wire");
                Assert.Equal(paths[i], response.Json.GetProperty("path").GetString());
                Assert.Contains(paths[i], wire.GetProperty("requestLine").GetString(), StringComparison.Ordinal);
                Assert.Contains($"[\"X-{i + 1}\",\"{i + 1}\"]", wire.GetProperty("headers").GetRawText(), StringComparison.Ordinal);
                Assert.DoesNotContain("hidden", wire.GetRawText(), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Head_WithExpectContinue_IsTheRequestsOwn()
    {
        await using var connection = await Server.ConnectAsync();
        await connection.SendAsync("POST /1 HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n", CancellationToken);
        Assert.Equal(100, (await connection.ReceiveAsync(false, CancellationToken)).Status);
        await connection.SendAsync("ab", CancellationToken);
        var first = await connection.ReceiveAsync(false, CancellationToken);
        await connection.SendAsync("GET /2 HTTP/1.1\r\nHost: h\r\n\r\n", CancellationToken);
        var second = await connection.ReceiveAsync(false, CancellationToken);

        Assert.Equal("POST /1 HTTP/1.1", first.Json.GetProperty("wire").GetProperty("requestLine").GetString());
        Assert.Equal("ab", first.Json.GetProperty("body").GetProperty("text").GetString());
        Assert.Equal("GET /2 HTTP/1.1", second.Json.GetProperty("wire").GetProperty("requestLine").GetString());
        Assert.Empty(second.Json.GetProperty("anomalies").EnumerateArray());
    }

    [Theory]
    [InlineData("Content-Length: 3\r\n\r\nabc")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n")]
    [InlineData("\r\n")]
    public async Task Head_LongerThanIsKept_IsShownCutAndTheNextOneWhole(string rest)
    {
        await using var connection = await Server.ConnectAsync();
        await connection.SendAsync($"POST /1 HTTP/1.1\r\nHost: h\r\nX-Long: {new string('x', 40_000)}\r\nX-After: 1\r\n{rest}", CancellationToken);
        var first = await connection.ReceiveAsync(false, CancellationToken);
        await connection.SendAsync("GET /2 HTTP/1.1\r\nHost: h\r\nX-2: 2\r\n\r\n", CancellationToken);
        var second = await connection.ReceiveAsync(false, CancellationToken);

        var wire = first.Json.GetProperty("wire");
        Assert.True(wire.GetProperty("truncated").GetBoolean());
        Assert.InRange(wire.GetProperty("length").GetInt32(), 40_000, 41_000);
        Assert.Equal("""[["Host","h"]]""", wire.GetProperty("headers").GetRawText());
        Assert.Equal("1", first.Json.GetProperty("headers").GetProperty("X-After").GetString());
        Assert.Equal("""[["Host","h"],["X-2","2"]]""", second.Json.GetProperty("wire").GetProperty("headers").GetRawText());
    }

    [InThisProcess]
    [Fact]
    public async Task Wire_OfHttp2_IsNull()
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, $"http://{Server.Http2}/") { Version = new(2, 0), VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var response = await Server.Client.SendAsync(message, CancellationToken);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(CancellationToken));

        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("wire").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("anomalies").ValueKind);
    }

    [Theory]
    [InlineData("text/plain", true)]
    [InlineData("text/*", true)]
    [InlineData("text/plain, application/json;q=0.9", true)]
    [InlineData("text/plain;q=0.5, */*;q=0.1", true)]
    [InlineData("application/*;q=0.2, text/plain;q=0.3", true)]
    [InlineData("Text/*, Application/Json;q=0.9", true)]
    [InlineData("*/*, application/json;q=0.9", true)]
    [InlineData("application/*;q=0.1, */*;q=0.2", true)]
    [InlineData("application/json, */*;q=0.9", false)]
    [InlineData("*/*", false)]
    [InlineData("text/plain, */*", false)]
    [InlineData("text/plain, application/json", false)]
    [InlineData("text/plain;q=0.5, application/*", false)]
    [InlineData("text/html, application/xhtml+xml, */*;q=0.8", false)]
    [InlineData("text/plain;q=0", false)]
    [InlineData("text/plain;q=x", false)]
    public async Task Answer_WhereTextIsPreferred_IsTheRequest(string accept, bool isPlain)
    {
        var request = $"POST /x HTTP/1.1\r\nHost: h\r\nAccept: {accept}\r\nX-\u0041: \u00c3\u00a9\r\nTransfer-Encoding: chunked\r\n\r\n03;e=x\r\nabc\r\n0\r\nT: v\r\n\r\n";
        await using var connection = await Server.ConnectAsync();
        await connection.SendAsync(request + "GET / HTTP/1.1\r\nHost: h\r\n\r\n", CancellationToken);
        var response = await connection.ReceiveAsync(false, CancellationToken);
        var next = await connection.ReceiveAsync(false, CancellationToken);

        Assert.Equal(isPlain ? "text/plain; charset=utf-8" : "application/json; charset=utf-8", response.Header("Content-Type"));
        Assert.Equal("nosniff", response.Header("X-Content-Type-Options"));
        Assert.Null(response.Header("Echo-Truncated"));
        Assert.Equal(isPlain, Encoding.Latin1.GetString(response.Body) == request);
        Assert.Equal("GET / HTTP/1.1", next.Json.GetProperty("wire").GetProperty("requestLine").GetString());
    }

    [Theory]
    [InlineData("Accept: text/plain{0}x")]
    [InlineData("Content-Type: text/plain{0}x")]
    public async Task MediaType_OfManySpaces_IsNone(string line)
    {
        var response = await Server.ExchangeAsync($"POST / HTTP/1.1\r\nHost: h\r\n{string.Format(null, line, new string(' ', 60_000))}\r\nContent-Length: 1\r\n\r\nx");

        Assert.Equal("application/json; charset=utf-8", response.Header("Content-Type"));
        Assert.Equal("x", response.Json.GetProperty("body").GetProperty("text").GetString());
    }

    [Fact]
    public async Task Answer_AsTextOfNoText_ClaimsNoCharsetAndSaysWhatIsCut()
    {
        await using var server = await EchoServer.StartAsync(new() { ["Echo:MaxBodyKept"] = "2" });

        var response = await server.PostAsync([0xff, 0xfe, 0x00], null, $"Accept: text/plain\r\n");
        var head = await server.GetAsync("/", $"Accept: text/plain\r\nX: {new string('x', 33_000)}\r\n");

        Assert.Equal("text/plain", response.Header("Content-Type"));
        Assert.Equal("body", response.Header("Echo-Truncated"));
        Assert.Equal([0xff, 0xfe], response.Body[^2..]);
        Assert.Equal("head", head.Header("Echo-Truncated"));
        Assert.Equal(32 * 1024, head.Body.Length);
    }

    [Fact]
    public async Task Trailers_OfAChunkedBody_AreShown()
    {
        var response = await Server.ExchangeAsync(
            "POST / HTTP/1.1\r\nHost: h\r\nTrailer: X-Sum, x-b, x-empty\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX-Sum: 1\r\nx-b:\tb  c \r\nx-sum: 2\r\nx-empty:\r\n\r\n");
        var one = await Server.ExchangeAsync("POST / HTTP/1.1\r\nHost: h\r\nTrailer: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\na: b\r\n\r\n");
        var none = await Server.ExchangeAsync("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");

        Assert.Equal("""{"X-Sum":"1, 2","x-b":"b  c","x-empty":""}""", response.Json.GetProperty("trailers").GetRawText());
        Assert.Equal("""[["X-Sum","1"],["x-b","b  c"],["x-sum","2"],["x-empty",""]]""", response.Json.GetProperty("wire").GetProperty("trailers").GetRawText());
        Assert.Empty(response.Json.GetProperty("anomalies").EnumerateArray());
        Assert.Equal("""{"a":"b"}""", one.Json.GetProperty("trailers").GetRawText());
        Assert.Equal(JsonValueKind.Null, none.Json.GetProperty("trailers").ValueKind);
        Assert.Equal(JsonValueKind.Null, none.Json.GetProperty("wire").GetProperty("trailers").ValueKind);
    }

    /// <summary>Longer ones are what the server made of them, and their names are looked at all the same.</summary>
    [Fact]
    public async Task Trailers_LongerThanIsKept_AreTakenAndTheirNamesLookedAt()
    {
        const string head = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n";
        var filler = $"X-A: {new string('a', 33_000)}\r\nX-B: {new string('b', 500)}\r\n";

        var taken = await Server.ExchangeAsync(head + filler + "\r\n");
        var odd = await Server.ExchangeAsync(head + filler + "X(Y): b\r\n\r\n");

        Assert.Equal(500, taken.Json.GetProperty("trailers").GetProperty("X-B").GetString()!.Length);
        Assert.Equal(400, odd.Status);
    }

    [Fact]
    public async Task Headers_ThatTheServerRenamesOrNormalises_AreShownAsSent()
    {
        var renamed = await Server.ExchangeAsync("POST / HTTP/1.1\r\nHost: h\r\nX-Content-Length: 99\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        var odd = await Server.ExchangeAsync("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0003\r\nConnection: X-Foo, Keep-Alive\r\n\r\nabc");
        var overridden = await Server.ExchangeAsync("GET http://a/ HTTP/1.1\r\nHost: b\r\n\r\n");

        Assert.Equal("99", renamed.Json.GetProperty("headers").GetProperty("X-Content-Length").GetString());
        Assert.False(renamed.Json.GetProperty("headers").TryGetProperty("Content-Length", out _));
        Assert.Equal("0003", odd.Json.GetProperty("headers").GetProperty("Content-Length").GetString());
        Assert.Equal("X-Foo, Keep-Alive", odd.Json.GetProperty("headers").GetProperty("Connection").GetString());
        Assert.Equal("b", overridden.Json.GetProperty("headers").GetProperty("Host").GetString());
        Assert.Equal("a", overridden.Json.GetProperty("host").GetString());
    }

    [Fact]
    public async Task ContentType_OnTwoLines_IsSpelledInOneWay()
    {
        var response = await Server.ExchangeAsync("POST / HTTP/1.1\r\nHost: h\r\nContent-Type: a/b\r\ncontent-type: c/d\r\nContent-Length: 1\r\n\r\nx");

        Assert.Equal("a/b, c/d", response.Json.GetProperty("headers").GetProperty("Content-Type").GetString());
        Assert.Equal("a/b, c/d", response.Json.GetProperty("body").GetProperty("contentType").GetString());
    }

    [Theory]
    [InlineData("X-Forwarded-Client-Cert: By=\"a,b\";X=1, By=c", "X-Forwarded-Client-Cert", "By=\"a,b\";X=1", "By=c")]
    [InlineData("X-Forwarded-For: \"a\\\",b\", c", "X-Forwarded-For", "\"a\\\",b\"", "c")]
    [InlineData("X-Forwarded-For: \"a\\\", b", "X-Forwarded-For", "\"a\\\"", "b")]
    [InlineData("X-Forwarded-For: a\"b, c", "X-Forwarded-For", "a\"b", "c")]
    [InlineData("X-Forwarded-Prefix: /a,b", "X-Forwarded-Prefix", "/a,b")]
    [InlineData("X-Forwarded-User: Doe, Jane", "X-Forwarded-User", "Doe, Jane")]
    public async Task Forwarded_Values_AreSplitWhereTheyAreLists(string line, string name, params string[] values)
    {
        var response = await Server.GetAsync("/", line + "\r\n");

        Assert.Equal(values, response.Json.GetProperty("forwarded").GetProperty(name).EnumerateArray().Select(value => value.GetString()));
    }

    [Fact]
    public async Task Head_NeverFinished_IsRefusedInTimeAndRemembered()
    {
        await using var server = await EchoServer.StartAsync(
            configure: services => services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(1)));
        await using var connection = await server.ConnectAsync();
        await connection.SendAsync("GET / HTTP/1.1\r\nHost: h\r\nX-Par", CancellationToken);

        Assert.Equal(408, (await connection.ReceiveAsync(false, CancellationToken)).Status);
        var refusal = Assert.Single(server.Refusals.Read().Last);
        Assert.Equal((408, 30L), (refusal.Status, refusal.Length.Head));
    }

    private static string? RequestLine(RawResponse response) => response.Json.GetProperty("wire").GetProperty("requestLine").GetString();
}
