using System.Net;
using EchoApp.Tests.Web.Access;
using EchoApp.Tests.Web.Bins;
using Xunit;

namespace EchoApp.Tests.Web.Inspector;

/// <summary>Who may not see the inspector's pages yet, and how they come to.</summary>
public sealed class LoginDetourTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Browser_WithoutASession_LogsInAndIsWhereItWantedToBe()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        using var browser = new SessionClient(web.Process);

        using var asked = await browser.GetAsync("/inspect/orders?q=method:POST");
        Assert.Equal((HttpStatusCode.SeeOther, "/login?to=%2Finspect%2Forders%3Fq%3Dmethod%3APOST"), (asked.StatusCode, asked.Headers.Location?.OriginalString));
        using var form = await browser.GetAsync(asked.Headers.Location!.OriginalString);
        Assert.Contains("type=\"hidden\" name=\"to\" value=\"/inspect/orders?q=method:POST\"", await form.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        using var login = await browser.PostAsync("/login", $"token={BinnedWeb.Token}&to=%2Finspect%2Forders%3Fq%3Dmethod%3APOST");
        Assert.Equal("/inspect/orders?q=method:POST", login.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync(login.Headers.Location!.OriginalString));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/inspect")]
    [InlineData("/login")]
    [InlineData("/inspect\\..\\evil")]
    [InlineData("/inspect\r\nSet-Cookie: a=b")]
    [InlineData("")]
    public async Task Login_ToWhatIsNoPageOfTheInspector_LeadsToTheBins(string to)
    {
        await using var web = await BinnedWeb.StartAsync();
        using var browser = new SessionClient(web.Process);
        using var login = await browser.PostAsync("/login", $"token={BinnedWeb.Token}&to={Uri.EscapeDataString(to)}");
        Assert.Equal((HttpStatusCode.SeeOther, "/inspect"), (login.StatusCode, login.Headers.Location?.OriginalString));
    }

    /// <summary>Browsers show no cookie to who comes by a link of another site.</summary>
    [Fact]
    public async Task Browser_ByALinkOfAnotherSite_ComesAgainByItself()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        using var browser = new SessionClient(web.Process);
        using var asked = await browser.GetAsync("/inspect/orders?q=a", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document"));
        Assert.Equal((HttpStatusCode.OK, "0;url=/inspect/orders?q=a"), (asked.StatusCode, Assert.Single(asked.Headers.GetValues("Refresh"))));
    }

    [Fact]
    public async Task PartOfAPage_ReadWithoutASession_HasThePageAskedForAgain()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        using var browser = new SessionClient(web.Process);
        using var asked = await browser.GetAsync("/inspect/-live", ("HX-Request", "true"));
        Assert.Equal((HttpStatusCode.Unauthorized, "true"), (asked.StatusCode, Assert.Single(asked.Headers.GetValues("HX-Refresh"))));
    }

    /// <summary>What somebody has typed there would be lost.</summary>
    [Fact]
    public async Task PartOfAPage_WrittenToWithoutASession_LeavesThePageAsItIs()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        using var browser = new SessionClient(web.Process);
        using var asked = await browser.SendAsync(HttpMethod.Post, "/inspect/orders/settings/preview", "answer=echo", ("HX-Request", "true"));
        Assert.Equal((HttpStatusCode.Unauthorized, false), (asked.StatusCode, asked.Headers.Contains("HX-Refresh")));
    }

    [Fact]
    public async Task Form_SentWithoutASession_SaysThatNothingWasDone()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        using var browser = new SessionClient(web.Process);
        using var asked = await browser.PostAsync("/inspect/orders/settings", "answer=echo");
        Assert.Equal(HttpStatusCode.Unauthorized, asked.StatusCode);
        Assert.Contains("The session has ended, and nothing was done.", await asked.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_OfWhoIsInASession_LeadsWhereItWasToLead()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        using var browser = new SessionClient(web.Process);
        using var login = await browser.PostAsync("/login", $"token={BinnedWeb.Token}");
        using var again = await browser.GetAsync("/login?to=%2Finspect%2Forders");
        Assert.Equal("/inspect/orders", again.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Program_WithoutTheToken_IsToldWhatItNeeds()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var response = await client.GetAsync(new Uri(web.Process.Pages, "/inspect/orders"), Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Form_OfAnotherOrigin_IsRefused()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        using var browser = new SessionClient(web.Process);
        using var login = await browser.PostAsync("/login", $"token={BinnedWeb.Token}");
        using var cleared = await browser.SendAsync(HttpMethod.Post, "/inspect/orders/clear", "", ("Origin", "https://evil.example"));
        Assert.Equal(HttpStatusCode.Forbidden, cleared.StatusCode);
    }

    [Fact]
    public async Task Pages_UnderAPathOfATrustedProxy_StayBelowIt()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync(("TrustedProxies", "127.0.0.1, ::1"));
        using var browser = new SessionClient(web.Process);
        (string, string)[] prefix = [("X-Forwarded-Prefix", "/tools/echo")];
        using var asked = await browser.GetAsync("/inspect/orders", prefix);
        Assert.Equal("/tools/echo/login?to=%2Finspect%2Forders", asked.Headers.Location?.OriginalString);
        using var login = await browser.SendAsync(HttpMethod.Post, "/login", $"token={BinnedWeb.Token}", prefix);
        Assert.Equal("/tools/echo/inspect", login.Headers.Location?.OriginalString);

        foreach (var path in (string[])["/inspect", "/inspect/orders", "/inspect/orders/settings", "/login"])
        {
            using var page = await browser.GetAsync(path, prefix);
            var markup = await page.Content.ReadAsStringAsync(Cancellation);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            Assert.Contains("href=\"/tools/echo/inspect\"", markup, StringComparison.Ordinal);
            Assert.DoesNotMatch("""(href|src|action|hx-[a-z:]+)="/(?!tools/echo/)""", markup);
        }

        using var created = await browser.SendAsync(HttpMethod.Post, "/inspect", "name=made", prefix);
        Assert.Equal("/tools/echo/inspect/made", created.Headers.Location?.OriginalString);
    }
}
