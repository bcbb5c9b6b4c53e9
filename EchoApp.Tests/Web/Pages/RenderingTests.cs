using EchoApp.Web;
using EchoApp.Web.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using RazorSlices;
using Xunit;

namespace EchoApp.Tests.Web.Pages;

public sealed class RenderingTests
{
    [Fact]
    public async Task Slice_OfValuesOfMarkup_EncodesThem() => Assert.Equal(
        "<dl class=\"facts\">\n<div><dt>&quot;&#x27;&amp;</dt><dd>a&lt;b</dd></div>\n</dl>\n",
        await new Pages_FactList { Model = [("\"'&", "a<b")] }.RenderAsync(cancellationToken: TestContext.Current.CancellationToken));

    [Theory]
    [InlineData("localhost:5000", "http://localhost:6000")]
    [InlineData("echo.example.com", "http://echo.example.com:6000")]
    [InlineData("192.0.2.7:81", "http://192.0.2.7:6000")]
    [InlineData("[::1]:5000", "http://[::1]:6000")]
    [InlineData("$(reboot)", "http://localhost:6000")]
    [InlineData("a;b", "http://localhost:6000")]
    [InlineData("", "http://localhost:6000")]
    public void Echo_OfTheHostAsked_IsSafeToPasteIntoAShell(string asked, string expected) =>
        Assert.Equal(expected, Read(null).Of(new HostString(asked)));

    [Theory]
    [InlineData("http://localhost:7000", "http://localhost:7000", 7000)]
    [InlineData("https://hooks.example.com/", "https://hooks.example.com", 443)]
    [InlineData("HTTP://[::1]:81/echo/", "HTTP://[::1]:81/echo", 81)]
    [InlineData("", "http://asked:6000", 6000)]
    public void Echo_WhoseUrlIsSet_IsThere(string url, string expected, int port)
    {
        var echo = Read(url);
        Assert.Equal((expected, port), (echo.Of(new HostString("asked:5000")), echo.Port));
    }

    [Theory]
    [InlineData("localhost:7000")]
    [InlineData("7000")]
    [InlineData("/echo")]
    [InlineData("ftp://localhost")]
    [InlineData("http://")]
    [InlineData("http://a:99999")]
    [InlineData("http://a:0")]
    [InlineData("http://user:secret@localhost")]
    [InlineData("http://localhost/?a")]
    [InlineData("http://localhost/#a")]
    [InlineData("http://localhost/$(reboot)")]
    [InlineData("http://local host")]
    public void Echo_WhoseUrlMakesNoSense_IsRefusedAtTheStart(string url) => Assert.Equal(
        $"ECHO_URL={url}: it must be the http or https URL that the echo is reached at, without user, query and fragment, as in http://localhost:7000 or https://hooks.example.com.",
        Assert.Throws<StartupException>(() => Read(url)).Message);

    [Theory]
    [InlineData("https://example.org/echo", "1a2b3c4", "<li><a href=\"https://example.org/echo\">Source</a>, commit 1a2b3c4</li>")]
    [InlineData("https://example.org/echo", null, "<li><a href=\"https://example.org/echo\">Source</a></li>")]
    [InlineData(null, "1a2b3c4", "<li>Source, commit 1a2b3c4</li>")]
    [InlineData("git@example.org:echo", "1a2b3c4", "<li>Source, commit 1a2b3c4</li>")]
    [InlineData("javascript:alert(1)", "1a2b3c4", "<li>Source, commit 1a2b3c4</li>")]
    [InlineData(null, null, null)]
    public async Task Footer_ByWhatTheBuildKnew_LeadsToTheSourceOrNamesIt(string? url, string? revision, string? expected)
    {
        var footer = await new Pages_Footer { Model = new("1.2.3", revision, url), HttpContext = new DefaultHttpContext() }.RenderAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Contains("<p>EchoApp 1.2.3</p>", footer, StringComparison.Ordinal);
        Assert.Equal(expected is not null, footer.Contains("Source", StringComparison.Ordinal));
        Assert.Contains(expected ?? "", footer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6000, true)]
    [InlineData(25, true)]
    [InlineData(6001, false)]
    [InlineData(80, false)]
    public void Refuses_APort_AsBrowsersDo(int port, bool expected) => Assert.Equal(expected, BrowserPorts.Refuses(port));

    [Theory]
    [InlineData(7, "7 s")]
    [InlineData(61, "1 min 1 s")]
    [InlineData(7260, "2 h 1 min")]
    [InlineData(180000, "2 d 2 h")]
    public void Format_AnUptime_ShowsItsTwoLargestUnits(int seconds, string expected) =>
        Assert.Equal(expected, UptimeText.Format(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("*/*", false)]
    [InlineData("", false)]
    [InlineData("application/json", false)]
    [InlineData("text/html", true)]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", true)]
    [InlineData("text/html;q=0.5, application/problem+json", false)]
    [InlineData("text/html;q=0", false)]
    [InlineData("nonsense", false)]
    public void PrefersHtml_ByAccept_IsForWhoNamesIt(string accept, bool expected) =>
        Assert.Equal(expected, ErrorFormat.PrefersHtml(new HeaderDictionary { ["Accept"] = accept }));

    private static EchoUrl Read(string? url) => EchoUrl.Read(new ConfigurationBuilder().AddInMemoryCollection([new("ECHO_URL", url)]).Build(), 6000);
}
