using EchoApp.Tests.Web.Echo;
using EchoApp.Web.Wire.Anomalies;
using Xunit;

namespace EchoApp.Tests.Web.Wire;

public sealed class AnomalyTests : EchoTests
{
    private const string Chunked = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n";

    /// <summary>A request for each kind that there is, and the detail that goes with it.</summary>
    public static TheoryData<string, string, string?> Odd { get; } = new()
    {
        { "request-line", "OPTIONS *!HTTP/1.1\r\nHost: h\r\n\r\n", null },
        { "method-case", "get / HTTP/1.1\r\nHost: h\r\n\r\n", "get" },
        { "target-characters", "GET /a\"b HTTP/1.1\r\nHost: h\r\n\r\n", "'\"'" },
        { "target-characters", "GET /?a={b} HTTP/1.1\r\nHost: h\r\n\r\n", "'{'" },
        { "target-fragment", "GET /a#b HTTP/1.1\r\nHost: h\r\n\r\n", null },
        { "target-percent", "GET /a%zz HTTP/1.1\r\nHost: h\r\n\r\n", "%zz" },
        { "target-percent", "GET /a%4 HTTP/1.1\r\nHost: h\r\n\r\n", "%4" },
        { "target-dot-segments", "GET /a/../b HTTP/1.1\r\nHost: h\r\n\r\n", ".." },
        { "target-dot-segments", "GET /a/%2E. HTTP/1.1\r\nHost: h\r\n\r\n", "%2E." },
        { "target-userinfo", "GET http://u:p@h/ HTTP/1.1\r\nHost: h\r\n\r\n", null },
        { "host-differs", "GET http://a/ HTTP/1.1\r\nHost: b\r\n\r\n", "a, Host: b" },
        { "host-differs", "GET http://a:80/ HTTP/1.1\r\nHost: a\r\n\r\n", "a:80, Host: a" },
        { "host-empty", "GET / HTTP/1.1\r\nHost:\r\n\r\n", null },
        { "bare-line-feed", "GET / HTTP/1.1\r\nHost: h\nX: y\r\n\r\n", null },
        { "leading-empty-line", "\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n", null },
        { "obs-text", "GET / HTTP/1.1\r\nHost: h\r\nX-A: \u00e9\r\n\r\n", "X-A" },
        { "control-character", "GET / HTTP/1.1\r\nHost: h\r\nX-A: \u0001\r\n\r\n", "X-A: 0x01" },
        { "control-character", "GET / HTTP/1.1\r\nHost: h\r\nX-A: \u007f\r\n\r\n", "X-A: 0x7f" },
        { "repeated-field", "POST / HTTP/1.1\r\nHost: h\r\nContent-Type: a/b\r\ncontent-type: c/d\r\nContent-Length: 0\r\n\r\n", "content-type" },
        { "repeated-field", "GET / HTTP/1.1\r\nHost: h\r\nAuthorization: a\r\nAuthorization: b\r\n\r\n", "Authorization" },
        { "repeated-cookie", "GET / HTTP/1.1\r\nHost: h\r\nCookie: a=1\r\nCookie: b=2\r\n\r\n", "Cookie" },
        { "content-length-and-transfer-encoding", Chunked + "Content-Length: 5\r\n\r\n0\r\n\r\n", null },
        { "content-length-zeros", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 003\r\n\r\nabc", "003" },
        { "transfer-coding", "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "gzip" },
        { "transfer-coding", "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip;x=\"a,chunked\", chunked\r\n\r\n0\r\n\r\n", "gzip;x=\"a,chunked\"" },
        { "transfer-encoding-http10", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", null },
        { "chunk-extension", Chunked + "\r\n3;a=b\r\nabc\r\n0\r\n\r\n", ";a=b" },
        { "chunk-size-zeros", Chunked + "\r\n03\r\nabc\r\n0\r\n\r\n", null },
        { "trailer-unannounced", Chunked + "\r\n0\r\nX-T: v\r\n\r\n", "X-T" },
        { "obs-text", Chunked + "Trailer: X\r\n\r\n0\r\nX: \u00e9\r\n\r\n", "X" },
        { "bare-line-feed", Chunked + "Trailer: X\r\n\r\n0\r\nX: y\n\r\n", null },
        { "trailer-forbidden", Chunked + "Trailer: Host\r\n\r\n0\r\nHost: v\r\n\r\n", "Host" },
        { "unexpected-content", "GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\na", null },
        { "unexpected-content", "TRACE / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", null },
        { "content-encoding-identity", "POST / HTTP/1.1\r\nHost: h\r\nContent-Encoding: Identity\r\nContent-Length: 0\r\n\r\n", null },
        { "connection-option", "GET / HTTP/1.1\r\nHost: h\r\nConnection: close, host\r\n\r\n", "host" },
        { "connection-contradiction", "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nConnection: keep-alive\r\n\r\n", null },
        { "connection-contradiction", "GET / HTTP/1.1\r\nHost: h\r\nConnection: keep-alive, close\r\n\r\n", null },
        { "te-unannounced", "GET / HTTP/1.1\r\nHost: h\r\nTE: trailers\r\n\r\n", null },
        { "te-unannounced", "GET / HTTP/1.1\r\nHost: h\r\nConnection: Keep-Alive\r\nTE: trailers\r\n\r\n", null },
        { "upgrade-unannounced", "GET / HTTP/1.1\r\nHost: h\r\nUpgrade: h2c\r\n\r\n", null },
        { "proxy-connection", "GET / HTTP/1.1\r\nHost: h\r\nProxy-Connection: keep-alive\r\n\r\n", null },
        { "expectation-unknown", "GET / HTTP/1.1\r\nHost: h\r\nExpect: tea\r\n\r\n", "tea" },
        { "expectation-without-content", "GET / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\n\r\n", null },
    };

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task Request_ThatIsOdd_IsTakenAndSaysSo(string code, string request, string? detail)
    {
        var response = await Server.ExchangeAsync(request);

        Assert.Equal(200, response.Status);
        var anomaly = Assert.Single(response.Json.GetProperty("anomalies").EnumerateArray(), found => found.GetProperty("code").GetString() == code);
        Assert.Equal(AnomalyKinds.All.Single(kind => kind.Code == code).Section, anomaly.GetProperty("section").GetString());
        Assert.Equal(detail, anomaly.TryGetProperty("detail", out var text) ? text.GetString() : null);
    }

    [Fact]
    public void Kinds_AllOfThem_AreTestedAndDocumented()
    {
        using var reader = new StreamReader(typeof(AnomalyTests).Assembly.GetManifestResourceStream("echo.md")!);
        var documented = reader.ReadToEnd().Replace("`", "", StringComparison.Ordinal);

        Assert.Equal(AnomalyKinds.All.Select(kind => kind.Code).Order(), Odd.Select(row => row.Data.Item1).Distinct().Order());
        foreach (var kind in AnomalyKinds.All)
        {
            Assert.Contains($"| {kind.Code} | {kind.Section} | {kind.Meaning.TrimEnd('.')} |", documented, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("GET /a/.well-known/b..c?q=../x&p=%C3%A9 HTTP/1.1\r\nHost: h:80\r\nUser-Agent: curl/8\r\nAccept: */*\r\nCookie: a=1; b=2\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nHost: h\r\nContent-Type: text/plain\r\nContent-Length: 0\r\nX-Forwarded-For: a\r\nX-Forwarded-For: b\r\n\r\n")]
    [InlineData("GET http://h/ HTTP/1.1\r\nHost: H\r\nConnection: keep-alive, TE\r\nTE: trailers\r\n\r\n")]
    [InlineData("GET / HTTP/1.0\r\n\r\n")]
    [InlineData("OPTIONS * HTTP/1.1\r\nHost: h\r\nExpect: 100-Continue\r\nContent-Length: 1\r\n\r\na")]
    [InlineData("POST / HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("DELETE / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("M-SEARCH /[::1] HTTP/1.1\r\nHost: h\r\nX: a\tb\r\n\r\n")]
    public async Task Request_ThatIsInOrder_HasNone(string request)
    {
        await using var connection = await Server.ConnectAsync();
        await connection.SendAsync(request, CancellationToken);
        var response = await connection.ReceiveAsync(false, CancellationToken);
        response = response.Status == 100 ? await connection.ReceiveAsync(false, CancellationToken) : response;

        Assert.Equal("[]", response.Json.GetProperty("anomalies").GetRawText());
    }

    [Fact]
    public async Task Anomalies_InGreatNumber_AreCut()
    {
        var response = await Server.GetAsync("/", string.Concat(Enumerable.Range(1, 900).Select(number => $"X-{number}: \u0001\u00ff\r\n")));

        Assert.Equal(Findings.MaxCount, response.Json.GetProperty("anomalies").GetArrayLength());
    }

    [Fact]
    public async Task Connect_WithAnotherHost_IsRefused() =>
        Assert.Equal(400, (await Server.ExchangeAsync("CONNECT a:443 HTTP/1.1\r\nHost: b:443\r\n\r\n")).Status);
}
