using System.Net;
using System.Text;
using EchoApp.Tests.Http;
using EchoApp.Tests.Web.Bins;
using Xunit;

namespace EchoApp.Tests.Web.Incidents;

/// <summary>
/// Scripts in what was captured, run in the browser of whoever looks at it: stored (podinfo CVE-2025-70849), reflected with a type that the sender
/// chooses (go-httpbin CVE-2025-45286, GHSA-528q-4pgm-wvg2) or with none, so that browsers guess (podinfo CVE-2026-43644).
/// </summary>
public sealed class CapturedMarkupTests
{
    private const string Markup = "<script>alert(1)</script>";
    private const string Attack =
        $"POST /b/orders/{Markup}?q={Markup}&content-type=text/html&Content-Type=text/html&<img/src/onerror=alert(1)>=1 HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\nContent-Type: text/html\r\n"
        + $"User-Agent: {Markup}\r\nCookie: {Markup}={Markup}\r\nX-Content-Type-Options: none\r\nContent-Length: 25\r\n\r\n{Markup}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("body", "application/octet-stream", "attachment")]
    [InlineData("head", "text/plain", "inline")]
    public async Task CapturedBytes_WhateverTheyAre_AreNeverAPage(string what, string type, string disposition)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await web.ExchangeAsync(Attack);

        using var response = await web.Api.GetAsync($"bins/orders/requests/{(await web.RequestsAsync())[0]!["id"]}/{what}", Cancellation);

        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(disposition, response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
        Assert.StartsWith("sandbox;", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Contains(Markup, await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_OfTheApi_AreJsonOrPagesOfOurs()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await web.ExchangeAsync(Attack);
        var id = (await web.RequestsAsync())[0]!["id"];

        foreach (var path in (string[])["bins", "bins/orders", "bins/orders/requests", $"bins/orders/requests/{id}", "bins/%3Cscript%3E", "bins/orders/requests/%3Cscript%3E", "bins/orders/requests?cursor=%3Cscript%3E"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept", "text/html" } } };
            using var response = await web.Api.SendAsync(request, Cancellation);
            Assert.Equal(response.IsSuccessStatusCode ? "application/json" : "text/html", response.Content.Headers.ContentType?.MediaType);
            Assert.True(response.IsSuccessStatusCode || !(await response.Content.ReadAsStringAsync(Cancellation)).Contains("<script>", StringComparison.Ordinal));
            Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
            Assert.Contains("default-src 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("{}", 200, "application/json; charset=utf-8")]
    [InlineData("{\"response\":{\"status\":500}}", 500, "application/json; charset=utf-8")]
    [InlineData("{\"response\":{\"body\":\"{{query.q}}{{header.User-Agent}}\"}}", 200, "text/plain; charset=utf-8")]
    public async Task Answers_OfABin_HaveATypeThatTheSenderDoesNotChoose(string settings, int status, string type)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await web.SendAsync(HttpMethod.Patch, "bins/orders", settings);

        var answer = await web.ExchangeAsync(Attack);

        Assert.Equal((status, type, "nosniff"), (answer.Status, answer.Header("Content-Type"), answer.Header("X-Content-Type-Options")));
    }

    [Theory]
    [InlineData("/b/none", 404)]
    [InlineData("/b/%3Cscript%3Ealert(1)%3C/script%3E", 404)]
    public async Task Refusals_OfABin_AreProblemsThatNobodySniffs(string path, int status)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();

        var answer = await web.ExchangeAsync($"GET {path}?q={Markup} HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\n\r\n");

        Assert.Equal((status, "application/problem+json", "nosniff"), (answer.Status, answer.Header("Content-Type"), answer.Header("X-Content-Type-Options")));
        Assert.DoesNotContain(Markup, answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("TEXT/HTML ; charset=utf-8")]
    [InlineData("application/xhtml+xml")]
    [InlineData("image/svg+xml")]
    [InlineData("text/xml")]
    public async Task Pages_ThatABinIsSetToAnswer_TakeInNoMarkupAndHaveNoOrigin(string type)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await web.SendAsync(
            HttpMethod.Patch, "bins/orders", $$$$"""{"response":{"contentType":"{{{{type}}}}","body":"<p title='{{path}}'>{{query.q}}{{header.User-Agent}}{{header.Cookie}}{{method}}</p>"}}""");

        var answer = await web.ExchangeAsync(Attack);

        Assert.Equal((200, type, "nosniff", "sandbox"), (answer.Status, answer.Header("Content-Type"), answer.Header("X-Content-Type-Options"), answer.Header("Content-Security-Policy")));
        Assert.Contains("&lt;script&gt;", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", answer.Text, StringComparison.Ordinal);
    }

    /// <summary>A value that looks like a placeholder stays a value.</summary>
    [Fact]
    public async Task Placeholders_InWhatIsFilledIn_AreNotFilledIn()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await web.SendAsync(HttpMethod.Patch, "bins/orders", """{"response":{"body":"{{query.q}}"}}""");

        Assert.Equal("{{header.X-Secret}}", (await web.ExchangeAsync("GET /b/orders?q={{header.X-Secret}} HTTP/1.1\r\nHost: a\r\nX-Secret: hush\r\n\r\n")).Text);
    }

    [Fact]
    public async Task Paths_OfBins_AreNothingOnTheOriginOfThePages()
    {
        await using var web = await BinnedWeb.StartAsync(("Bins__orders__Response__Body", Markup), ("Bins__orders__Response__ContentType", "text/html"));

        var answer = await RawHttp.ExchangeAsync(web.Process.Pages.OnLoopback(), "GET /b/orders HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n", Cancellation);

        Assert.Equal((int)HttpStatusCode.NotFound, answer.Status);
        Assert.Empty(await web.RequestsAsync());
        Assert.DoesNotContain(Markup, Encoding.UTF8.GetString(answer.Body), StringComparison.Ordinal);
    }
}
