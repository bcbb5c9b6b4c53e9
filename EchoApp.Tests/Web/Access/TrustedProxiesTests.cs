using System.Net;
using System.Text.Json.Nodes;
using EchoApp.Tests.Web.Bins;
using Xunit;

namespace EchoApp.Tests.Web.Access;

/// <summary>What proxies say of the request that they were sent.</summary>
public sealed class TrustedProxiesTests
{
    private static readonly (string Name, string Value)[] _forwarded =
        [("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "echo.example"), ("X-Forwarded-Prefix", "/a b")];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.1, ::1")]
    [InlineData("10.0.0.0/8,127.0.0.0/8")]
    public async Task Headers_OfATrustedProxy_Count(string trusted)
    {
        await using var web = await BinnedWeb.StartAsync(("TrustedProxies", trusted), ("Access__Hosts", "echo.example"));
        using var browser = new SessionClient(web.Process);

        using var login = await browser.SendAsync(HttpMethod.Post, "/login", $"token={BinnedWeb.Token}", [.. _forwarded, ("Origin", "https://echo.example")]);
        using var page = await browser.GetAsync("/", _forwarded);
        using var created = await browser.SendAsync(HttpMethod.Post, "/api/bins", """{"name":"orders"}""", _forwarded);

        Assert.Equal("/a%20b/inspect", login.Headers.Location?.OriginalString);
        Assert.EndsWith("; path=/a%20b; secure; samesite=strict; httponly", browser.SetCookie, StringComparison.Ordinal);
        var markup = await page.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("href=\"/a%20b/next\"", markup, StringComparison.Ordinal);
        Assert.Contains("src=\"/a%20b/assets/", markup, StringComparison.Ordinal);
        Assert.DoesNotMatch("(href|src|action)=\"/(?!a%20b/)", markup);
        Assert.Equal((HttpStatusCode.Created, "/a%20b/api/bins/orders"), (created.StatusCode, created.Headers.Location?.OriginalString));
        Assert.StartsWith("http://echo.example:", JsonNode.Parse(await created.Content.ReadAsStringAsync(Cancellation))!["url"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("10.0.0.0/8, 192.168.1.7")]
    public async Task Headers_OfAnybodyElse_DoNot(string? trusted)
    {
        await using var web = await (trusted is null ? BinnedWeb.StartAsync() : BinnedWeb.StartAsync(("TrustedProxies", trusted)));
        using var browser = new SessionClient(web.Process);

        using var login = await browser.SendAsync(HttpMethod.Post, "/login", $"token={BinnedWeb.Token}", _forwarded);
        using var page = await browser.GetAsync("/", _forwarded);

        Assert.Equal("/inspect", login.Headers.Location?.OriginalString);
        Assert.DoesNotContain("secure", browser.SetCookie, StringComparison.Ordinal);
        Assert.Contains("href=\"/next\"", await page.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_ThatATrustedProxyNames_IsLookedAtAsAnyOther()
    {
        await using var web = await BinnedWeb.StartAsync(("TrustedProxies", "127.0.0.1"));
        using var browser = new SessionClient(web.Process);

        Assert.Equal(HttpStatusCode.Forbidden, await browser.StatusAsync("/login", ("X-Forwarded-Host", "echo.example")));
    }

    [Fact]
    public async Task Chain_OfAProxyAndItsClient_IsBelievedForTheProxyAlone()
    {
        await using var web = await BinnedWeb.StartAsync(("TrustedProxies", "127.0.0.1"), ("Access__Hosts", "echo.example"));
        using var browser = new SessionClient(web.Process);

        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync("/login", ("X-Forwarded-Host", "evil.example, echo.example")));
        Assert.Equal(HttpStatusCode.Forbidden, await browser.StatusAsync("/login", ("X-Forwarded-Host", "echo.example, evil.example")));
    }

    [Theory]
    [InlineData("echo.example", "https://echo.example")]
    [InlineData("echo.example:443", "https://echo.example")]
    [InlineData("echo.example:8443", "https://echo.example:8443")]
    public async Task Origin_OfAPageBehindTheProxy_IsOurs(string host, string origin)
    {
        await using var web = await BinnedWeb.StartAsync(("TrustedProxies", "127.0.0.1"), ("Access__Hosts", "echo.example"));
        using var browser = new SessionClient(web.Process);

        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync("/login", ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", host), ("Origin", origin)));
    }

    [Fact]
    public async Task Refused_BehindATrustedProxy_IsForThisMachineAlone()
    {
        await using var web = await BinnedWeb.StartAsync(("TrustedProxies", "127.0.0.1"));
        using var browser = new SessionClient(web.Process);

        foreach (var header in _forwarded)
        {
            Assert.Equal(HttpStatusCode.Forbidden, await browser.StatusAsync("/refused", header with { Value = header.Name == "X-Forwarded-Host" ? "localhost" : header.Value }));
        }
    }

    [Theory]
    [InlineData("/", "/inspect", "/")]
    [InlineData("/echo/", "/echo/inspect", "/echo")]
    [InlineData("/a;Domain=evil.example", "/inspect", "/")]
    [InlineData("//evil.example", "/inspect", "/")]
    public async Task Prefix_IsAPathWithoutASlashAtItsEnd(string prefix, string location, string path)
    {
        await using var web = await BinnedWeb.StartAsync(("TrustedProxies", "127.0.0.1"));
        using var browser = new SessionClient(web.Process);

        using var login = await browser.SendAsync(HttpMethod.Post, "/login", $"token={BinnedWeb.Token}", ("X-Forwarded-Prefix", prefix));

        Assert.Equal(location, login.Headers.Location?.OriginalString);
        Assert.Contains($"; path={path}; ", browser.SetCookie, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\\\evil.example")]
    public async Task Prefix_ThatNamesAnotherHost_LeadsNowhere(string prefix)
    {
        await using var web = await BinnedWeb.StartAsync(("TrustedProxies", "127.0.0.1"));
        using var browser = new SessionClient(web.Process);

        using var login = await browser.SendAsync(HttpMethod.Post, "/login", $"token={BinnedWeb.Token}", ("X-Forwarded-Prefix", prefix));

        Assert.Equal(web.Process.Pages.Host, new Uri(web.Process.Pages, login.Headers.Location ?? new Uri("/", UriKind.Relative)).Host);
    }

    [Fact]
    public async Task Echo_ShowsWhatCame()
    {
        await using var web = await BinnedWeb.StartAsync(("TrustedProxies", "127.0.0.1"));

        var echo = (await web.ExchangeAsync("GET /x HTTP/1.1\r\nHost: a\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: b\r\nX-Forwarded-Prefix: /c\r\n\r\n")).Json;

        Assert.Equal(("http", "a", "/x"), (echo.GetProperty("scheme").GetString(), echo.GetProperty("host").GetString(), echo.GetProperty("path").GetString()));
        Assert.Equal("https", echo.GetProperty("headers").GetProperty("X-Forwarded-Proto").GetString());
    }

    [Theory]
    [InlineData("proxy.example")]
    [InlineData("10.0.0.0/33")]
    [InlineData("127.0.0.1, x")]
    public async Task Setting_ThatIsNoAddress_EndsTheStartWithOneLine(string value)
    {
        await using var web = WebProcess.Launch([], ("TrustedProxies", value));

        Assert.Equal(1, await web.WaitForExitAsync());
        var line = Assert.Single(web.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.EndsWith(": it must be addresses or networks with commas between them, such as 10.0.0.0/8, 192.168.1.7.", line, StringComparison.Ordinal);
    }
}
