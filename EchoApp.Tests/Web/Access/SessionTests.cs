using System.Globalization;
using System.Net;
using EchoApp.Tests.Http;
using EchoApp.Tests.Web.Bins;
using EchoApp.Tests.Web.Storage.Postgres;
using Xunit;

namespace EchoApp.Tests.Web.Access;

/// <summary>Sessions of browsers: how they begin, what they are good for, and how they end.</summary>
public sealed class SessionTests(PostgresServer postgres)
{
    private const string Form = $"token={BinnedWeb.Token}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Login_WithTheToken_BeginsASessionWhoseCookieIsNotTheToken()
    {
        await using var web = await BinnedWeb.StartAsync();
        using var browser = new SessionClient(web.Process);
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.StatusAsync());

        using var login = await browser.PostAsync("/login", Form);

        Assert.Equal((HttpStatusCode.SeeOther, "/inspect"), (login.StatusCode, login.Headers.Location?.OriginalString));
        Assert.Matches("^echoapp-[0-9a-f]{4}=[A-Za-z0-9_-]{43}; max-age=2592000; path=/; samesite=strict; httponly$", browser.SetCookie);
        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync());
        using var page = await browser.GetAsync("/login");
        Assert.Contains("You are logged in", await page.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("token=")]
    [InlineData("token=wrong")]
    [InlineData($"token={BinnedWeb.Token}x")]
    [InlineData($"other={BinnedWeb.Token}")]
    public async Task Login_WithoutTheToken_SaysSo(string form)
    {
        await using var web = await BinnedWeb.StartAsync();
        using var browser = new SessionClient(web.Process);

        using var login = await browser.PostAsync("/login", form);

        Assert.Equal(HttpStatusCode.Forbidden, login.StatusCode);
        Assert.Contains("That is not the token.", await login.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Null(browser.SetCookie);
    }

    [Fact]
    public async Task Login_WithAFormOfAnyLength_EndsWell()
    {
        await using var web = await BinnedWeb.StartAsync();
        using var browser = new SessionClient(web.Process);

        using var login = await browser.PostAsync("/login", $"token={BinnedWeb.Token}&{new string('x', 1_000_000)}");

        Assert.Equal(HttpStatusCode.Forbidden, login.StatusCode);
    }

    [Fact]
    public async Task Session_IsInTheStoreWithoutItsCookieAndOutlivesTheProcess()
    {
        using var data = new TemporaryDirectory();
        var cookie = await LogInAndEndAsync(data);
        await using var next = await BinnedWeb.StartAsync(("Data__Directory", data.Path));
        using var same = new SessionClient(next.Process, cookie);

        Assert.Equal(HttpStatusCode.OK, await same.StatusAsync());
        Assert.All(Directory.GetFiles(data.Path).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)), file =>
            Assert.Equal(-1, File.ReadAllBytes(file).AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(cookie.Split('=')[1]))));
    }

    [Fact]
    public async Task Session_WhenTheTokenChanges_Ends()
    {
        using var data = new TemporaryDirectory();
        var cookie = await LogInAndEndAsync(data);
        await using var next = await BinnedWeb.StartAsync(("Data__Directory", data.Path), ("Access__Token", "another-token-of-the-tests"));
        using var probe = new SessionClient(next.Process);
        (await probe.PostAsync("/login", "token=another-token-of-the-tests")).Dispose();
        var name = probe.Cookie!.Split('=')[0];
        using var same = new SessionClient(next.Process, $"{name}={cookie.Split('=')[1]}");

        Assert.Equal(HttpStatusCode.OK, await probe.StatusAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await same.StatusAsync());
    }

    [Fact]
    public async Task Session_WithReplicas_IsValidOnAllOfThemUntilItIsEndedOnOne()
    {
        var store = await postgres.CreateDatabaseAsync();
        await using var first = await BinnedWeb.StartAsync(("ConnectionStrings__store", store));
        await using var second = await BinnedWeb.StartAsync(("ConnectionStrings__store", store));
        using var browser = new SessionClient(first.Process);
        (await browser.PostAsync("/login", Form)).Dispose();
        using var elsewhere = new SessionClient(second.Process, browser.Cookie);
        Assert.Equal(HttpStatusCode.OK, await elsewhere.StatusAsync());

        using var logout = await elsewhere.PostAsync("/logout", "");

        Assert.Equal((HttpStatusCode.SeeOther, "/login"), (logout.StatusCode, logout.Headers.Location?.OriginalString));
        Assert.Null(elsewhere.Cookie);
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.StatusAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sessions_AreEndedAllTogether(bool byForm)
    {
        await using var web = await BinnedWeb.StartAsync();
        using var one = new SessionClient(web.Process);
        using var other = new SessionClient(web.Process);
        using var stranger = new SessionClient(web.Process);
        (await one.PostAsync("/login", Form)).Dispose();
        (await other.PostAsync("/login", Form)).Dispose();

        // Who is in none cannot end those of others.
        (await stranger.PostAsync("/logout", "everywhere=1")).Dispose();
        Assert.Equal(HttpStatusCode.OK, await other.StatusAsync());
        if (byForm)
        {
            (await one.PostAsync("/logout", "everywhere=1")).Dispose();
        }
        else
        {
            Assert.Equal((HttpStatusCode.NoContent, null), await web.SendAsync(HttpMethod.Delete, "sessions"));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await one.StatusAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await other.StatusAsync());
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Host", "evil.example")]
    public async Task Session_UsedByAPageElsewhere_IsRefused(string header, string value)
    {
        await using var web = await BinnedWeb.StartAsync();
        using var browser = new SessionClient(web.Process);
        (await browser.PostAsync("/login", Form)).Dispose();

        foreach (var (method, path) in ((HttpMethod, string)[])[(HttpMethod.Post, "/api/bins"), (HttpMethod.Get, "/api/bins"), (HttpMethod.Post, "/login"), (HttpMethod.Post, "/logout"), (HttpMethod.Delete, "/api/sessions")])
        {
            using var response = await browser.SendAsync(method, path, method == HttpMethod.Post ? Form : null, (header, value));
            Assert.Equal((HttpStatusCode.Forbidden, path), (response.StatusCode, path));
        }

        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync());
    }

    [Fact]
    public async Task Session_WhenALinkOfAnotherPageIsFollowed_IsThere()
    {
        await using var web = await BinnedWeb.StartAsync();
        using var browser = new SessionClient(web.Process);
        (await browser.PostAsync("/login", Form)).Dispose();

        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync("/api/bins", ("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document")));
        Assert.Equal(HttpStatusCode.Forbidden, await browser.StatusAsync("/api/bins", ("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "iframe")));
    }

    [Fact]
    public async Task Token_ThatIsWrong_IsNotHelpedByASession()
    {
        await using var web = await BinnedWeb.StartAsync();
        using var browser = new SessionClient(web.Process);
        (await browser.PostAsync("/login", Form)).Dispose();

        Assert.Equal(HttpStatusCode.Unauthorized, await browser.StatusAsync("/api/bins", ("Authorization", "Bearer wrong")));
    }

    [Fact]
    public async Task Login_WhereNobodyHasTo_SaysSo()
    {
        await using var web = await WebProcess.StartAsync(("Access__Anonymous", "true"));
        using var browser = new SessionClient(web);

        using var page = await browser.GetAsync("/login");
        using var login = await browser.PostAsync("/login", "token=");

        Assert.Contains("Nobody has to log in", await page.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Null(browser.SetCookie);
    }

    [Fact]
    public async Task Login_WhenTheStoreIsNotThere_IsRefusedWithAPageThatSaysSo()
    {
        await using var web = await BinnedWeb.StartAsync(("ConnectionStrings__store", $"Host=127.0.0.1;Port={FreePort.Choose()};Username=echoapp"));
        using var browser = new SessionClient(web.Process);

        using var login = await browser.PostAsync("/login", Form);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, login.StatusCode);
        Assert.Equal("text/html", login.Content.Headers.ContentType?.MediaType);
        Assert.Contains("The store does not answer.", await login.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    /// <summary>For another path, or of another service of the host.</summary>
    [Theory]
    [InlineData("{0}; {1}=stale")]
    [InlineData("{1}=stale; {0}")]
    [InlineData("other=1; {1}=; {1}=\"x\"; {0}; {1}=%00")]
    public async Task Session_WhoseCookieIsNotTheOnlyOneOfItsName_IsFound(string cookies)
    {
        await using var web = await BinnedWeb.StartAsync();
        using var browser = new SessionClient(web.Process);
        (await browser.PostAsync("/login", Form)).Dispose();
        var (cookie, name) = (browser.Cookie!, browser.Cookie!.Split('=')[0]);
        using var same = new SessionClient(web.Process, string.Format(CultureInfo.InvariantCulture, cookies, cookie, name));

        Assert.Equal(HttpStatusCode.OK, await same.StatusAsync());
        (await same.PostAsync("/logout", "")).Dispose();
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.StatusAsync());
    }

    [Fact]
    public async Task Login_WhoseFormStalls_IsEnded()
    {
        await using var web = await BinnedWeb.StartAsync();
        await using var connection = await RawHttp.ConnectAsync(new IPEndPoint(IPAddress.Loopback, web.Process.Pages.Port), Cancellation);

        await connection.SendAsync("POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\ntok", Cancellation);

        Assert.Equal(408, (await connection.ReceiveAsync(isHead: false, Cancellation)).Status);
    }

    [Fact]
    public async Task Session_WhenTheStoreIsNotThere_IsToldToComeAgain()
    {
        await using var frozen = await PostgresContainer.StartAsync();
        await using var web = await BinnedWeb.StartAsync(("ConnectionStrings__store", frozen.ConnectionString));
        using var browser = new SessionClient(web.Process);
        (await browser.PostAsync("/login", Form)).Dispose();
        await frozen.KillAsync();

        using var answer = await browser.GetAsync("/api/bins");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(5)), (answer.StatusCode, answer.Headers.RetryAfter?.Delta));
    }

    /// <summary>Logs in to a process that ends then.</summary>
    private static async Task<string> LogInAndEndAsync(TemporaryDirectory data)
    {
        await using var web = await BinnedWeb.StartAsync(("Data__Directory", data.Path));
        using var browser = new SessionClient(web.Process);
        (await browser.PostAsync("/login", Form)).Dispose();
        await web.Process.StopAsync();
        return browser.Cookie!;
    }
}
