using EchoApp.Tests.Http;
using Xunit;

namespace EchoApp.Tests.Web.Incidents;

/// <summary>
/// Pages elsewhere that use the browser of somebody who can reach the API: over WebSocket (Mailpit CVE-2026-22689, GHSA-524m-q5m7-79mm; Hoverfly
/// CVE-2025-54376; Seq seq-tickets#2472), and by a name of theirs that leads here (DNS rebinding: CVE-2025-49596, CVE-2025-66414, CVE-2026-34742,
/// GHSA-89vp-x53w-74fx, CVE-2026-11624, CVE-2026-23744). Here the API needs no token, as on the developer's machine of each of these cases.
/// </summary>
public sealed class CrossSiteTests
{
    private const string OtherName = "It does not answer by this name: ask for it by localhost or an address, or give the name in Access__Hosts.";
    private const string OtherOrigin = "It does not answer pages of other origins.";

    [Theory]
    [InlineData("Host: evil.example\r\n", OtherName)]
    [InlineData("Host: localhost.evil.example\r\n", OtherName)]
    [InlineData("Host: 127.0.0.1.evil.example\r\n", OtherName)]
    [InlineData("Host: evil-localhost\r\n", OtherName)]
    [InlineData("Host: evil.example\r\nX-Forwarded-Host: localhost\r\nForwarded: host=localhost\r\n", OtherName)]
    [InlineData("Host: evil.example:5000\r\nOrigin: http://evil.example:5000\r\nSec-Fetch-Site: same-origin\r\n", OtherName)]
    [InlineData("Host: localhost\r\nOrigin: http://evil.example\r\n", OtherOrigin)]
    [InlineData("Host: localhost\r\nOrigin: null\r\n", OtherOrigin)]
    [InlineData("Host: localhost\r\nOrigin: https://localhost\r\n", OtherOrigin)]
    [InlineData("Host: localhost:5000\r\nOrigin: http://localhost:6000\r\n", OtherOrigin)]
    [InlineData("Host: localhost\r\nOrigin: http://localhost.evil.example\r\n", OtherOrigin)]
    [InlineData("Host: localhost\r\nSec-Fetch-Site: cross-site\r\n", OtherOrigin)]
    [InlineData("Host: localhost\r\nSec-Fetch-Site: same-site\r\n", OtherOrigin)]
    [InlineData("Host: localhost\r\nOrigin: http://localhost\r\nOrigin: http://evil.example\r\n", OtherOrigin)]
    public async Task Api_AskedByAPageElsewhere_AnswersNothingThoughItNeedsNoToken(string headers, string detail)
    {
        await using var web = await StartAsync();

        foreach (var request in (string[])
            [
                $"GET /api/bins HTTP/1.1\r\n{headers}\r\n",
                $"GET /api/bins/orders/requests HTTP/1.1\r\n{headers}\r\n",
                $"POST /api/bins HTTP/1.1\r\n{headers}Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{{}}",
                $"DELETE /api/bins/orders/requests HTTP/1.1\r\n{headers}\r\n",
                $"GET /api/bins/orders/requests HTTP/1.1\r\n{headers}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
                $"GET /api/bins/orders/requests HTTP/1.1\r\n{headers}Accept: text/event-stream\r\n\r\n",
            ])
        {
            var answer = await ExchangeAsync(web, request);
            Assert.Equal((403, detail), (answer.Status, answer.Json.GetProperty("detail").GetString()));
            Assert.Null(answer.Header("Access-Control-Allow-Origin"));
        }
    }

    [Fact]
    public async Task Preflights_OfTheApi_AreGrantedNothing()
    {
        await using var web = await StartAsync();

        var answer = await ExchangeAsync(
            web, "OPTIONS /api/bins HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: authorization\r\nAccess-Control-Request-Private-Network: true\r\n\r\n");

        Assert.Equal(405, answer.Status);
        Assert.DoesNotContain("Access-Control-", answer.Head, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Api_ByTheEchosPort_IsEchoedAndNothingElse()
    {
        await using var web = await StartAsync();

        var answer = await RawHttp.ExchangeAsync(web.EchoEndPoints[0], "DELETE /api/bins/orders/requests HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\n\r\n", TestContext.Current.CancellationToken);

        Assert.Equal((200, "DELETE"), (answer.Status, answer.Json.GetProperty("method").GetString()));
    }

    private static Task<WebProcess> StartAsync() => WebProcess.StartAsync(("Access__Anonymous", "true"), ("Bins__orders__Raw", "false"));

    private static Task<RawResponse> ExchangeAsync(WebProcess web, string request) => RawHttp.ExchangeAsync(web.Pages.OnLoopback(), request, TestContext.Current.CancellationToken);
}
