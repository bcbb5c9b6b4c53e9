using EchoApp.Tests.Web.Bins;
using Xunit;

namespace EchoApp.Tests.Web.Incidents;

/// <summary>Redirects to where the sender says (go-httpbin#174: <c>//evil</c>). A bin redirects to where who has the token has set it, and to nowhere else.</summary>
public sealed class RedirectTests
{
    [Theory]
    [InlineData("/b/orders?url=//evil.example&next=//evil.example&Location=https://evil.example")]
    [InlineData("/b/orders//evil.example")]
    [InlineData("/b/orders/%2F%2Fevil.example")]
    [InlineData("//evil.example/b/orders")]
    [InlineData("http://evil.example/b/orders")]
    public async Task Location_OfABin_IsTheOneThatItIsSetTo(string target)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await web.SendAsync(HttpMethod.Patch, "bins/orders", """{"response":{"status":307,"headers":{"Location":"/paid?next={{query.next}}"}}}""");

        var answer = await web.ExchangeAsync($"GET {target} HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\nX-Original-URL: //evil.example\r\nLocation: //evil.example\r\n\r\n");

        // Headers have no placeholders.
        Assert.Contains((answer.Status, answer.Header("Location")), ((int, string?)[])[(307, "/paid?next={{query.next}}"), (200, null)]);
        Assert.DoesNotContain("evil.example", answer.Head, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/b/orders")]
    [InlineData("/b/orders/")]
    [InlineData("/b")]
    [InlineData("/b//evil.example")]
    [InlineData("//evil.example/..")]
    [InlineData("/%5cevil.example/")]
    public async Task Bins_ThatAreNotSetTo_RedirectNowhere(string target)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();

        var answer = await web.ExchangeAsync($"GET {target}?url=//evil.example HTTP/1.1\r\nHost: a\r\n\r\n");

        Assert.Contains(answer.Status, (int[])[200, 404]);
        Assert.Null(answer.Header("Location"));
    }
}
