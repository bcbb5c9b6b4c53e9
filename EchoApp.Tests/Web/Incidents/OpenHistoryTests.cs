using System.Net;
using EchoApp.Tests.Http;
using EchoApp.Tests.Web.Bins;
using Xunit;

namespace EchoApp.Tests.Web.Incidents;

/// <summary>
/// History open to all who know, or guess, where to send (smee: the channel's name is the secret; webhook-tester: none is needed; request-baskets#91). Reading takes
/// a token from the beginning, which what a sender knows does not tell.
/// </summary>
public sealed class OpenHistoryTests
{
    /// <summary>All that there is to ask for.</summary>
    private static readonly (HttpMethod Method, string Path)[] _api =
    [
        (HttpMethod.Get, "/api/bins"), (HttpMethod.Post, "/api/bins"), (HttpMethod.Get, "/api/bins/orders"), (HttpMethod.Get, "/api/bins/none"),
        (HttpMethod.Patch, "/api/bins/orders"), (HttpMethod.Delete, "/api/bins/orders"), (HttpMethod.Get, "/api/bins/orders/requests"),
        (HttpMethod.Delete, "/api/bins/orders/requests"), (HttpMethod.Get, "/api/bins/orders/requests/1"), (HttpMethod.Get, "/api/bins/orders/requests/1/body"),
        (HttpMethod.Get, "/api/bins/orders/requests/1/head"), (HttpMethod.Delete, "/api/bins/orders/requests/1"), (HttpMethod.Delete, "/api/sessions"),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "Bearer", "It needs the token: Authorization: Bearer TOKEN. Browsers log in at /login.")]
    [InlineData("Bearer wrong", "Bearer error=\"invalid_token\"", "The token is not the one of this EchoApp.")]
    [InlineData("Bearer", "Bearer error=\"invalid_token\"", "The token is not the one of this EchoApp.")]
    [InlineData("Bearer of-the-tests-token2", "Bearer error=\"invalid_token\"", "The token is not the one of this EchoApp.")]
    [InlineData("Bearer of-the-tests-token, Bearer wrong", "Bearer error=\"invalid_token\"", "The token is not the one of this EchoApp.")]
    [InlineData("Bearer orders", "Bearer error=\"invalid_token\"", "The token is not the one of this EchoApp.")]
    [InlineData("Basic of-the-tests-token", "Bearer", "It needs the token: Authorization: Bearer TOKEN. Browsers log in at /login.")]
    public async Task Api_WithoutTheToken_AnswersNothing(string? authorization, string challenge, string detail)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await web.ExchangeAsync("GET /b/orders HTTP/1.1\r\nHost: a\r\n\r\n");
        using var client = new HttpClient { BaseAddress = web.Process.Pages };

        foreach (var (method, path) in _api)
        {
            using var request = new HttpRequestMessage(method, path);
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
            using var response = await client.SendAsync(request, Cancellation);

            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Equal(challenge, response.Headers.WwwAuthenticate.ToString());
            Assert.Contains($"\"detail\":\"{detail}\"", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }

        Assert.Single(await web.RequestsAsync());
    }

    [Fact]
    public async Task Api_WhereNobodyHasSettledAnything_NeedsATokenThatIsMade()
    {
        await using var web = await WebProcess.StartAsync(("Bins__orders__Raw", "false"));
        using var client = new HttpClient { BaseAddress = web.Pages };

        foreach (var (method, path) in _api)
        {
            using var request = new HttpRequestMessage(method, path);
            using var response = await client.SendAsync(request, Cancellation);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }
    }

    /// <summary>Neither in the URL nor in other headers, where proxies and logs would keep it.</summary>
    [Theory]
    [InlineData("/api/bins?token=TOKEN", "")]
    [InlineData("/api/bins?access_token=TOKEN", "")]
    [InlineData("/api/bins", "X-Api-Key: TOKEN\r\n")]
    [InlineData("/api/bins", "Proxy-Authorization: Bearer TOKEN\r\n")]
    public async Task Token_InAnotherPlace_IsNone(string target, string headers)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();

        var answer = await RawHttp.ExchangeAsync(
            web.Process.Pages.OnLoopback(), $"GET {target} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n".Replace("TOKEN", BinnedWeb.Token, StringComparison.Ordinal), Cancellation);

        Assert.Equal(401, answer.Status);
    }

    /// <summary>Where others send to, nobody reads: what looks like reading is one more request.</summary>
    [Theory]
    [InlineData("/b/orders/requests")]
    [InlineData("/b/orders?inspect")]
    [InlineData("/b/orders/api/bins/orders/requests")]
    [InlineData("/api/bins/orders/requests")]
    [InlineData("/b/orders/../../api/bins")]
    public async Task Senders_WhoKnowWhereToSend_ReadNothingOfOthers(string target)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await web.ExchangeAsync("POST /b/orders/of-somebody-else HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nnot yours");

        foreach (var authorization in (string[])["", $"Authorization: Bearer {BinnedWeb.Token}\r\n"])
        {
            var answer = await web.ExchangeAsync($"GET {target} HTTP/1.1\r\nHost: a\r\n{authorization}\r\n");
            Assert.Equal((200, "GET"), (answer.Status, answer.Json.GetProperty("method").GetString()));
            Assert.DoesNotContain("of-somebody-else", answer.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("not yours", answer.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Answers_ToSenders_TellNothingOfTheToken()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();

        foreach (var path in (string[])["/b/orders", "/b/none", "/b/", "/b/NONE", "/"])
        {
            var answer = await web.ExchangeAsync($"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n");
            Assert.DoesNotContain(BinnedWeb.Token, answer.Head + answer.Text, StringComparison.Ordinal);
        }
    }
}
