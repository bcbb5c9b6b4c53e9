using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace EchoApp.Tests.Web.Bins;

public sealed class CaptureTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_ToABin_IsAnsweredWithTheEchoAndKeptByteForByte()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        const string Head = "POST /b/orders/paid?a=1&a=%32 HTTP/1.1\r\nhOST: shop.test\r\nX-Twice: 1\r\nx-twice:  2 \r\nContent-Length: 5\r\n\r\n";

        var answer = await web.ExchangeAsync(Head + "a\0\u00ffb\n");

        Assert.Equal(200, answer.Status);
        Assert.Equal("/b/orders/paid", answer.Json.GetProperty("path").GetString());
        var request = await web.OnlyRequestAsync();
        var id = request["id"]!.GetValue<string>();
        Assert.Equal(7, Guid.Parse(id).Version);
        Assert.Equal("POST", Text(request, "method"));
        Assert.Equal("/b/orders/paid?a=1&a=%32", Text(request, "target"));
        Assert.Equal("/b/orders/paid", Text(request, "path"));
        Assert.Equal("[[\"hOST\",\"shop.test\"],[\"X-Twice\",\"1\"],[\"x-twice\",\"2\"],[\"Content-Length\",\"5\"]]", request["headers"]!.ToJsonString());
        Assert.Equal((5, 5, "received"), (request["body"]!["length"]!.GetValue<long>(), request["body"]!["kept"]!.GetValue<int>(), Text(request["body"]!, "form")));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.Latin1.GetBytes("a\0\u00ffb\n"))), Text(request["body"]!, "sha256"));
        Assert.InRange((double)request["body"]!["milliseconds"]!, 0, Eventually.Deadline.TotalMilliseconds);
        Assert.Equal(Head, Encoding.Latin1.GetString(await web.GetBytesAsync($"bins/orders/requests/{id}/head")));
        Assert.Equal(Encoding.Latin1.GetBytes("a\0\u00ffb\n"), await web.GetBytesAsync($"bins/orders/requests/{id}/body"));
        Assert.Equal(answer.Json.GetProperty("connection").GetProperty("id").GetString(), Text(request["connection"]!, "id"));
        Assert.Equal("127.0.0.1", Text(request["remote"]!, "address"));
    }

    [Theory]
    [InlineData("GET", "/b/orders")]
    [InlineData("DELETE", "/b/orders/")]
    [InlineData("PURGE", "/b/orders/x//y/../z")]
    [InlineData("OPTIONS", "http://shop.test/b/orders?x")]
    [InlineData("GET", "/%62/orders/deep/%2f")]
    public async Task Request_OfEveryMethodAndBelowTheBin_IsCaptured(string method, string target)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();

        Assert.Equal(200, (await web.ExchangeAsync($"{method} {target} HTTP/1.1\r\nHost: shop.test\r\n\r\n")).Status);

        var request = await web.OnlyRequestAsync();
        Assert.Equal((method, target), (Text(request, "method"), Text(request, "target")));
    }

    [Theory]
    [InlineData("/b/none", "There is no bin none. Create it on the pages' port: POST /api/bins with {\"name\": \"none\"} and Authorization: Bearer TOKEN; or declare it: Bins__none__Raw=false in the environment.")]
    [InlineData("/b/", "A bin's name has 1 to 64 lower-case letters, digits, and '.', '_' or '-' between them. A new one is created on the pages' port: POST /api/bins with Authorization: Bearer TOKEN.")]
    [InlineData("/b/%3Cscript%3E", "A bin's name has 1 to 64 lower-case letters")]
    public async Task Request_ToABinThatIsNotThere_IsToldHowToCreateIt(string target, string detail)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();

        var answer = await web.ExchangeAsync($"POST {target} HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi");

        Assert.Equal((404, "application/problem+json", "nosniff"), (answer.Status, answer.Header("Content-Type"), answer.Header("X-Content-Type-Options")));
        Assert.StartsWith(detail, answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_OutsideOfThePrefixOrWithItSwitchedOff_AreEchoedAndNotKept()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await using var off = await BinnedWeb.StartWithOrdersAsync(("Echo__Prefixes__b", "false"));

        foreach (var (target, server) in ((string, BinnedWeb)[])[("/b", web), ("/bb/orders", web), ("/x/b/orders", web), ("/b/orders", off)])
        {
            var answer = await server.ExchangeAsync($"GET {target} HTTP/1.1\r\nHost: a\r\n\r\n");
            Assert.Equal((200, target), (answer.Status, answer.Json.GetProperty("path").GetString()));
        }

        Assert.Empty(await web.RequestsAsync());
        Assert.Empty(await off.RequestsAsync());
    }

    [Fact]
    public async Task Requests_OnOneConnection_AreKeptEachWithItsOwnHead()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        const string One = "POST /b/orders/1 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\none";
        const string Two = "POST /b/orders/2 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\ntwo\r\n0\r\nX-After: t\r\n\r\n";
        const string Three = "GET /b/orders/3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

        await web.ExchangeAsync(One + Two + Three);

        await Eventually.TrueAsync(async () => (await web.RequestsAsync()).Count == 3, "all three are kept");
        var requests = await Task.WhenAll((await web.RequestsAsync()).Select(request => web.GetAsync($"bins/orders/requests/{request!["id"]}")));
        Assert.Equal(["/b/orders/3", "/b/orders/2", "/b/orders/1"], requests.Select(request => Text(request, "target")));
        Assert.Equal([3, 2, 1], requests.Select(request => request["connection"]!["request"]!.GetValue<int>()));
        Assert.Equal("[[\"X-After\",\"t\"]]", requests[1]["trailers"]!.ToJsonString());
        Assert.Equal("two"u8.ToArray(), await web.GetBytesAsync($"bins/orders/requests/{requests[1]["id"]}/body"));
        Assert.Equal(Two[..Two.IndexOf("3\r\ntwo", StringComparison.Ordinal)], Encoding.ASCII.GetString(await web.GetBytesAsync($"bins/orders/requests/{requests[1]["id"]}/head")));
    }

    [Fact]
    public async Task Body_LongerThanIsKept_IsKeptToThereWithItsFullLengthAndHash()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync(("Echo__MaxBodyKept", "1000"));
        var body = RandomNumberGenerator.GetBytes(3_000_000);
        using var content = new ByteArrayContent(body);

        using var answer = await web.Echo.PostAsync("/b/orders", content, Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var request = await web.OnlyRequestAsync();
        Assert.Equal((3_000_000, 1000), (request["body"]!["length"]!.GetValue<long>(), request["body"]!["kept"]!.GetValue<int>()));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(body)), Text(request["body"]!, "sha256"));
        using var kept = await web.Api.GetAsync($"bins/orders/requests/{request["id"]}/body", Cancellation);
        Assert.Equal(body[..1000], await kept.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal(["3000000"], kept.Headers.GetValues("Echo-Body-Length"));
    }

    [Fact]
    public async Task Body_ThatIsRefused_IsNotKept()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync(("Echo__MaxBodyLength", "10"));

        Assert.Equal(413, (await web.ExchangeAsync("POST /b/orders HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n01234567890")).Status);
        Assert.Equal(400, (await web.ExchangeAsync("POST /b/orders HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")).Status);

        Assert.Empty(await web.RequestsAsync());
    }

    [Fact]
    public async Task Secrets_AreReplacedInAllThatIsKeptAndSaidWhere()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        using var plain = new MemoryStream();
        await using (var gzip = new GZipStream(plain, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write("{\"user\":\"ann\",\"password\":\"hunter2-hunter2-hunter2\"}"u8);
        }

        using var content = new ByteArrayContent(plain.ToArray()) { Headers = { { "Content-Type", "application/json" }, { "Content-Encoding", "gzip" } } };
        using var sent = new HttpRequestMessage(HttpMethod.Post, "/b/orders?access_token=0123456789abcdef&b=1") { Content = content, Headers = { { "Cookie", "sid=s3cr3t" } } };

        using var answer = await web.Echo.SendAsync(sent, Cancellation);

        var request = await web.OnlyRequestAsync();
        var (head, body) = (await web.GetBytesAsync($"bins/orders/requests/{request["id"]}/head"), await web.GetBytesAsync($"bins/orders/requests/{request["id"]}/body"));
        Assert.Matches("^/b/orders\\?access_token=redacted~16~[0-9a-f]{16}~cdef&b=1$", Text(request, "target"));
        Assert.Matches("Cookie: sid=redacted~6~[0-9a-f]{16}\r\n", Encoding.ASCII.GetString(head));
        Assert.Matches("^{\"user\":\"ann\",\"password\":\"redacted~23~[0-9a-f]{16}~ter2\"}$", Encoding.UTF8.GetString(body));
        Assert.Equal("decoded", Text(request["body"]!, "form"));
        Assert.Null(request["body"]!["sha256"]);
        Assert.Matches("^[0-9a-f]{64}$", Text(request["body"]!, "keyedSha256"));
        Assert.Equal(["query access_token", "header Cookie.sid", "json /password"], request["redactions"]!.AsArray().Select(each => $"{each!["place"]} {each["name"]}"));
        Assert.True(request["redacted"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Raw_KeepsSecretsAsTheyCame()
    {
        await using var web = await BinnedWeb.StartAsync(("Bins__orders__Raw", "true"));
        const string Request = "POST /b/orders?password=hunter2 HTTP/1.1\r\nHost: a\r\nAuthorization: Basic YTpi\r\nContent-Length: 16\r\n\r\n{\"password\":\"x\"}";

        await web.ExchangeAsync(Request);

        var request = await web.OnlyRequestAsync();
        Assert.Equal(Request, Encoding.ASCII.GetString(await web.GetBytesAsync($"bins/orders/requests/{request["id"]}/head")) + Encoding.ASCII.GetString(await web.GetBytesAsync($"bins/orders/requests/{request["id"]}/body")));
        Assert.False(request["redacted"]!.GetValue<bool>());
        Assert.Empty(request["redactions"]!.AsArray());
    }

    [Fact]
    public async Task Provider_OfAWebhook_IsInTheListAndInTheRequestWithTheNumberOfItsAnomalies()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await web.ExchangeAsync("POST /b/orders HTTP/1.1\r\nHost: a\r\nx-github-EVENT: push\r\nX-Hub-Signature-256: sha256=a\r\nProxy-Connection: close\r\nContent-Length: 002\r\n\r\n{}");
        await web.ExchangeAsync("GET /b/orders HTTP/1.1\r\nHost: a\r\n\r\n");

        var requests = await web.RequestsAsync();

        Assert.Equal([("null", 0), ("{\"name\":\"GitHub\",\"event\":\"push\"}", 2)], requests.Select(Sender));
        var request = await web.GetAsync($"bins/orders/requests/{requests[1]!["id"]}");
        Assert.Equal(Sender(requests[1]), Sender(request));
        Assert.Equal(["content-length-zeros", "proxy-connection"], request["anomalies"]!.AsArray().Select(anomaly => Text(anomaly!, "code")).Order());
    }

    [Theory]
    [InlineData("false", "{\"name\":\"GitHub\",\"event\":null}")]
    [InlineData("true", "{\"name\":\"GitHub\",\"event\":\"hunter2\"}")]
    public async Task Event_InAFieldThatIsASecret_IsKeptWhereAllIsKept(string raw, string provider)
    {
        await using var web = await BinnedWeb.StartAsync(("Redaction__Headers", "X-GitHub-*"), ("Bins__orders__Raw", raw));

        await web.ExchangeAsync("GET /b/orders HTTP/1.1\r\nHost: a\r\nX-GitHub-Event: hunter2\r\n\r\n");

        var request = await web.OnlyRequestAsync();
        Assert.Equal((provider, 0), Sender(request));
        Assert.Equal(raw == "true", request.ToJsonString().Contains("hunter2", StringComparison.Ordinal));
    }

    private static (string Provider, int Anomalies) Sender(JsonNode? request) =>
        (request!.AsObject().ContainsKey("provider") ? request["provider"]?.ToJsonString() ?? "null" : "", request["anomalyCount"]!.GetValue<int>());

    private static string Text(JsonNode json, string name) => json[name]!.GetValue<string>();
}
