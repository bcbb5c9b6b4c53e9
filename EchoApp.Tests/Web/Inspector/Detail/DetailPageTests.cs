using System.Net;
using System.Text.Json.Nodes;
using EchoApp.Tests.Web.Bins;
using Xunit;

namespace EchoApp.Tests.Web.Inspector.Detail;

public sealed class DetailPageTests
{
    private const string Request =
        "POST /b/orders/%zz?a=1&a=b%20c&flag&access_token=very-secret-value HTTP/1.1\r\nHost: a\r\nCookie: x=1; y; x=\"2\"\r\nX-Forwarded-For: 192.0.2.1, 192.0.2.2\r\n"
        + "Forwarded: for=192.0.2.3;proto=https, oops\r\nX-GitHub-Event: push\r\nContent-Type: application/json\r\nContent-Length: 9\r\nConnection: close\r\n\r\n{\"a\":1.0}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_InItsTabs_IsShownWhole()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await web.ExchangeAsync(Request);
        var id = (await web.OnlyRequestAsync())["id"];
        using var browser = new InspectorClient(web.Process);

        Task<string> TabAsync(string tab) => browser.GetPartAsync($"orders/{id}?tab={tab}");

        var overview = await TabAsync("overview");
        Assert.StartsWith("<div class=\"head\" ", overview, StringComparison.Ordinal);
        foreach (var count in (string[])["Headers <span class=\"count\">8", "Query <span class=\"count\">4", "Cookies <span class=\"count\">3", "Body <span class=\"count\">9 B", "Anomalies <span class=\"count\">1", "Answer <span class=\"count\">200"])
        {
            Assert.Contains(count, overview, StringComparison.Ordinal);
        }

        Assert.Contains("GitHub", overview, StringComparison.Ordinal);
        Assert.Contains("<li data-copies>192.0.2.1</li><li data-copies>192.0.2.2</li>", overview, StringComparison.Ordinal);
        Assert.Contains("<li data-copies>for 192.0.2.3, proto https</li>", overview, StringComparison.Ordinal);
        Assert.Contains("'oops' has no value (RFC 7239 section 4).", overview, StringComparison.Ordinal);
        Assert.Contains("query <code>access_token</code>", overview, StringComparison.Ordinal);
        Assert.Contains("17 B", overview, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">X-GitHub-Event</th>", await TabAsync("headers"), StringComparison.Ordinal);

        var query = await TabAsync("query");
        Assert.Contains("<span data-copies>b c</span><code class=\"raw\" data-copies>a=b%20c</code>", query, StringComparison.Ordinal);
        Assert.Contains("<span class=\"soft\">no value</span>", query, StringComparison.Ordinal);
        Assert.Contains("<mark class=\"redacted\">redacted~17~", query, StringComparison.Ordinal);
        var cookies = await TabAsync("cookies");
        Assert.Contains("<span class=\"soft\">no name</span></th>", cookies, StringComparison.Ordinal);
        Assert.Contains("redacted~3~", cookies, StringComparison.Ordinal);
        Assert.Contains("1.0", await TabAsync("body"), StringComparison.Ordinal);
        var anomalies = await TabAsync("anomalies");
        Assert.Contains("target-percent</code> A % without two hexadecimal digits.", anomalies, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://www.rfc-editor.org/rfc/rfc3986#section-2.1\"", anomalies, StringComparison.Ordinal);
        Assert.Contains("and the echo of the request", await TabAsync("answer"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_ThatIsOpen_StandsBesideItsList()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        using var first = await web.Echo.GetAsync("/b/orders/1", Cancellation);
        using var second = await web.Echo.PutAsync("/b/orders/2", content: null, Cancellation);
        var id = (await web.RequestsAsync())[1]!["id"];
        using var browser = new InspectorClient(web.Process);

        var page = await browser.GetAsync($"orders/{id}?q=path:orders&tab=headers");

        Assert.Contains("<title>GET /b/orders/1: EchoApp</title>", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/inspect/orders/{id}?q=path%3Aorders\" data-open aria-current=\"true\"><b>GET</b>", page, StringComparison.Ordinal);
        Assert.Contains("<b>PUT</b>", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/inspect/orders/{id}?q=path%3Aorders&tab=headers\" data-open aria-current=\"true\">Headers", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/inspect/orders?q=path%3Aorders\" data-close>", page, StringComparison.Ordinal);
        Assert.Contains("On the wire", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("orders/019ad0b2-8a63-7c2e-9b1f-0a1b2c3d4e5f")]
    [InlineData("orders/019ad0b2-8a63-7c2e-9b1f-0a1b2c3d4e5f/image")]
    [InlineData("nothing/019ad0b2-8a63-7c2e-9b1f-0a1b2c3d4e5f")]
    [InlineData("orders/019ad0b28a637c2e9b1f0a1b2c3d4e5f")]
    [InlineData("orders/1")]
    public async Task Request_ThatIsNotThere_IsSaidToBeNone(string path)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        using var browser = new InspectorClient(web.Process);
        Assert.Equal(HttpStatusCode.NotFound, await browser.StatusAsync(path));
    }

    [Theory]
    [InlineData("{\"status\":202,\"headers\":{\"X-Set\":\"yes\"},\"contentType\":\"text/csv\",\"body\":\"{{method}},{{query.a}},{{header.x-name}}\"}", "HTTP/1.1 202 Accepted\nX-Set: yes\nContent-Type: text/csv", "\nPUT,b c,grüße\n")]
    [InlineData("{\"status\":204}", "HTTP/1.1 204 No Content\nCache-Control: no-store", null)]
    [InlineData("{\"status\":205}", "HTTP/1.1 205 Reset Content\nCache-Control: no-store\nContent-Length: 0", null)]
    [InlineData("{\"status\":503,\"headers\":{\"Retry-After\":\"7\"}}", "HTTP/1.1 503 Service Unavailable\nRetry-After: 7", "and the echo of the request, in JSON")]
    public async Task Answer_OfABinThatWasSetSince_IsTheOneThatWasGiven(string response, string head, string? body)
    {
        await using var web = await BinnedWeb.StartAsync();
        await web.SendAsync(HttpMethod.Post, "bins", $"{{\"name\":\"set\",\"response\":{response}}}");
        var given = await web.ExchangeAsync("PUT /b/set?a=b%20c HTTP/1.1\r\nHost: a\r\nX-Name: gr\u00fc\u00dfe\r\nConnection: close\r\n\r\n");
        await web.SendAsync(HttpMethod.Patch, "bins/set", "{\"response\":{\"status\":299}}");

        var answer = await AnswerAsync(web, "set");

        Assert.Contains(head, answer, StringComparison.Ordinal);
        Assert.Equal((int)(JsonNode.Parse(response)!["status"]!), given.Status);
        if (body is not null)
        {
            Assert.Contains(body, answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Answer_OfAScript_SaysWhichStepItWas()
    {
        await using var web = await BinnedWeb.StartAsync();
        await web.SendAsync(HttpMethod.Post, "bins", """{"name":"flaky","script":{"steps":[{"times":1,"response":{"status":503,"body":"no {{number}}"}},{"response":{"status":200,"body":"yes {{number}}"}}]}}""");
        using var first = await web.Echo.GetAsync("/b/flaky", Cancellation);
        using var second = await web.Echo.GetAsync("/b/flaky", Cancellation);
        using var browser = new InspectorClient(web.Process);
        var answers = await Task.WhenAll((await web.RequestsAsync("flaky")).Select(request => browser.GetPartAsync($"flaky/{request!["id"]}?tab=answer")));
        Assert.Contains("for request 2.", answers[0], StringComparison.Ordinal);
        Assert.Contains("yes 2", answers[0], StringComparison.Ordinal);
        Assert.Contains("no 1", answers[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_WithALongBody_IsKeptInPart()
    {
        await using var web = await BinnedWeb.StartAsync();
        await web.SendAsync(HttpMethod.Post, "bins", $"{{\"name\":\"long\",\"response\":{{\"body\":\"{new string('a', 2047)}\\ud83d\\ude00{new string('b', 9000)}\"}}}}");
        using var sent = await web.Echo.GetAsync("/b/long", Cancellation);
        var answer = await AnswerAsync(web, "long");
        Assert.Contains($"{new string('a', 2047)}…", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("bbb", answer, StringComparison.Ordinal);
    }

    /// <summary>A placeholder that begins before the end of what is kept is not kept in part; and the length is not that of what is kept.</summary>
    [Fact]
    public async Task Answer_CutInAPlaceholder_IsKeptUpToThat()
    {
        await using var web = await BinnedWeb.StartAsync();
        await web.SendAsync(HttpMethod.Post, "bins", $"{{\"name\":\"long\",\"response\":{{\"body\":\"{new string('a', 2044)}{{{{method}}}}{new string('b', 9000)}\"}}}}");
        using var sent = await web.Echo.GetAsync("/b/long", Cancellation);
        var answer = await AnswerAsync(web, "long");
        Assert.Contains($"\n{new string('a', 2044)}…\n", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Content-Length", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Answer_WithManyHeaders_IsKeptInPart()
    {
        await using var web = await BinnedWeb.StartAsync();
        var headers = string.Join(',', Enumerable.Range(0, 50).Select(number => $"\"X-{number}\":\"{new string('v', 400)}\""));
        await web.SendAsync(HttpMethod.Post, "bins", $"{{\"name\":\"wide\",\"response\":{{\"status\":200,\"headers\":{{{headers}}}}}}}");
        using var sent = await web.Echo.GetAsync("/b/wide", Cancellation);
        var answer = await AnswerAsync(web, "wide");
        Assert.Contains($"X-4: {new string('v', 400)}\n…", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("X-5:", answer, StringComparison.Ordinal);
    }

    /// <summary>HEAD is answered without the body, and nothing says that one goes on.</summary>
    [Fact]
    public async Task Answer_ToHead_HasNoBody()
    {
        await using var web = await BinnedWeb.StartAsync();
        await web.SendAsync(HttpMethod.Post, "bins", $"{{\"name\":\"long\",\"response\":{{\"body\":\"{new string('a', 9000)}\"}}}}");
        using var head = new HttpRequestMessage(HttpMethod.Head, "/b/long");
        using var sent = await web.Echo.SendAsync(head, Cancellation);
        var answer = await AnswerAsync(web, "long");
        Assert.Contains("HTTP/1.1 200 OK", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("aaa", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("…", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_ToAPageOfAnotherOrigin_SaysThatItMayReadIt()
    {
        await using var web = await BinnedWeb.StartAsync();
        await web.SendAsync(HttpMethod.Post, "bins", """{"name":"open","cors":"https://a.example","response":{"body":"{{path}}"}}""");
        await web.ExchangeAsync("GET /b/open/a%2Fb%20c HTTP/1.1\r\nHost: a\r\nOrigin: https://a.example\r\nConnection: close\r\n\r\n");
        await web.SendAsync(HttpMethod.Patch, "bins/open", """{"cors":null}""");
        var answer = await AnswerAsync(web, "open");
        Assert.Contains("Access-Control-Allow-Origin: https://a.example", answer, StringComparison.Ordinal);
        Assert.Contains("\n/b/open/a%2Fb c\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_ToWhoAsksWhetherHeMaySend_IsSaidToBeThat()
    {
        await using var web = await BinnedWeb.StartAsync();
        await web.SendAsync(HttpMethod.Post, "bins", """{"name":"open","cors":"*"}""");
        await web.ExchangeAsync("OPTIONS /b/open HTTP/1.1\r\nHost: a\r\nOrigin: https://a.example\r\nAccess-Control-Request-Method: PUT\r\nConnection: close\r\n\r\n");
        var answer = await AnswerAsync(web, "open");
        Assert.Contains("By headers alone", answer, StringComparison.Ordinal);
        Assert.Contains("HTTP/1.1 204 No Content", answer, StringComparison.Ordinal);
        Assert.Contains("Access-Control-Allow-Methods: PUT", answer, StringComparison.Ordinal);
    }

    private static async Task<string> AnswerAsync(BinnedWeb web, string bin)
    {
        using var browser = new InspectorClient(web.Process);
        return await browser.GetPartAsync($"{bin}/{(await web.OnlyRequestAsync(bin))["id"]}?tab=answer");
    }
}
