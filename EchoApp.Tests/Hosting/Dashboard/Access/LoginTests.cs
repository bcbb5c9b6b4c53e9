using System.Net;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Access;

public sealed class LoginTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Link_WithTheToken_SetsACookieThatLetsIn()
    {
        await using var dashboard = await TestDashboard.StartAsync();

        using var response = await dashboard.Stranger.GetAsync($"/login?t={TestDashboard.Token}&returnUrl=%2Ftraces%3Fq%3Da", Cancellation);

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Equal("/traces?q=a", response.Headers.Location?.OriginalString);
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.Matches($"^echoapp-dashboard-{dashboard.Endpoints.Frontend!.Port}=[0-9a-f]{{64}}; path=/; samesite=lax; httponly$", cookie);
        using var request = TestDashboard.Request(HttpMethod.Get, "/api/resources", ("Cookie", cookie.Split(';')[0]));
        using var known = await dashboard.Stranger.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
    }

    [Fact]
    public async Task Cookie_OfAConfiguredToken_OutlivesTheRun()
    {
        string cookie;
        await using (var first = await TestDashboard.StartAsync())
        {
            cookie = await first.LogInAsync();
        }

        await using var second = await TestDashboard.StartAsync();
        var value = cookie[(cookie.IndexOf('=', StringComparison.Ordinal) + 1)..];
        using var request = TestDashboard.Request(
            HttpMethod.Get, "/api/resources", ("Cookie", $"echoapp-dashboard-{second.Endpoints.Frontend!.Port}={value}"));
        using var response = await second.Stranger.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("/consolelogs/web?x=1#y", "/consolelogs/web?x=1#y")]
    [InlineData("/traces?q=über𝄞", "/traces?q=%C3%BCber%F0%9D%84%9E")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("\\evil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("/a\r\nSet-Cookie: b=c", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("evil", "/")]
    [InlineData("/login?returnUrl=/", "/")]
    public async Task ReturnUrl_ThatIsNoPathOfTheDashboard_IsNotFollowed(string? returnUrl, string location)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string> { ["t"] = TestDashboard.Token, ["returnUrl"] = returnUrl ?? "" }.Where(pair => returnUrl is not null || pair.Key == "t"));

        using var byLink = await dashboard.Stranger.GetAsync(
            $"/login?t={TestDashboard.Token}{(returnUrl is null ? "" : $"&returnUrl={Uri.EscapeDataString(returnUrl)}")}", Cancellation);
        using var byForm = await dashboard.Stranger.PostAsync("/login", form, Cancellation);

        Assert.Equal(location, byLink.Headers.Location?.OriginalString);
        Assert.Equal(location, byForm.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Page_WithoutToken_IsAFormThatNeedsNoScript()
    {
        await using var dashboard = await TestDashboard.StartAsync();

        using var response = await dashboard.Stranger.GetAsync("/login?returnUrl=%2Ftraces%3Fq%3D%22%3E%3Cscript%3E", Cancellation);
        var page = await response.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("<form method=\"post\" action=\"/login\">", page, StringComparison.Ordinal);
        Assert.Contains("value=\"/traces?q=&quot;&gt;&lt;script&gt;\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain(TestDashboard.Token, page, StringComparison.Ordinal);
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
    }

    [Fact]
    public async Task Form_WithTheToken_LogsIn()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["t"] = $" {TestDashboard.Token} ", ["returnUrl"] = "/metrics" });

        using var response = await dashboard.Stranger.PostAsync("/login", form, Cancellation);

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Equal("/metrics", response.Headers.Location?.OriginalString);
        Assert.Single(response.Headers.GetValues("Set-Cookie"));
    }

    [Fact]
    public async Task Form_OfAnotherSite_IsRefused()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var request = TestDashboard.Request(HttpMethod.Post, "/login", ("Sec-Fetch-Site", "cross-site"));
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["t"] = TestDashboard.Token });

        using var response = await dashboard.Stranger.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Form_ThatIsNone_Is415()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var json = new StringContent("{\"t\":\"x\"}", System.Text.Encoding.UTF8, "application/json");

        using var response = await dashboard.Stranger.PostAsync("/login", json, Cancellation);

        Assert.Equal("The login takes a form: t=TOKEN.", await TestDashboard.ProblemAsync(response, HttpStatusCode.UnsupportedMediaType));
    }

    [Fact]
    public async Task Form_OfMegabytes_Is413()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["t"] = new('x', 100_000) });

        using var response = await dashboard.Stranger.PostAsync("/login", form, Cancellation);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("THE-RIGHT-TOKEN")]
    [InlineData("the-right-token2")]
    public async Task WrongToken_TakesASecondAndSaysNothingMore(string token)
    {
        await using var dashboard = await TestDashboard.StartWithManualTimeAsync();

        var answer = dashboard.Stranger.GetAsync($"/login?t={token}&returnUrl=/traces", Cancellation);
        await WaitingAsync(dashboard);
        Assert.False(answer.IsCompleted);
        dashboard.Application.Time.Advance(TimeSpan.FromSeconds(1));

        using var response = await answer;
        var page = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains(">Wrong token.<", page, StringComparison.Ordinal);
        Assert.Contains("value=\"/traces\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain(token, page, StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task WrongTokens_ManyAtATime_AreRefusedUnseenUntilTimeHasPassed()
    {
        await using var dashboard = await TestDashboard.StartWithManualTimeAsync();
        var waiting = Enumerable.Range(0, 4).Select(i => dashboard.Stranger.GetAsync($"/login?t=wrong{i}", Cancellation)).ToArray();
        HttpStatusCode status = default;
        await Eventually.TrueAsync(
            async () =>
            {
                using var right = await dashboard.Stranger.GetAsync($"/login?t={TestDashboard.Token}", Cancellation);
                status = right.StatusCode;
                return status == HttpStatusCode.TooManyRequests && right.Headers.RetryAfter?.ToString() == "1";
            },
            "even the right token is not looked at");
        using var bearer = await dashboard.Known.GetAsync("/api/resources", Cancellation);
        await TestDashboard.ProblemAsync(bearer, HttpStatusCode.TooManyRequests);
        Assert.Equal("1", bearer.Headers.RetryAfter?.ToString());

        dashboard.Application.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.All(await Task.WhenAll(waiting), answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode));
        await dashboard.LogInAsync();
    }

    [Theory]
    [InlineData("cross-site", "image")]
    [InlineData("cross-site", "empty")]
    [InlineData("cross-site", "iframe")]
    [InlineData("same-site", "image")]
    public async Task WrongTokens_OfAnotherPagesPictures_AreNotTried(string site, string destination)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        for (var i = 0; i < 2; i++)
        {
            using var picture = TestDashboard.Request(HttpMethod.Get, $"/login{(i == 0 ? "" : "/")}?t=wrong", ("Sec-Fetch-Site", site), ("Sec-Fetch-Dest", destination));
            using var refused = await dashboard.Stranger.SendAsync(picture, Cancellation);
            Assert.Equal("Other pages may only link to the login.", await TestDashboard.ProblemAsync(refused, HttpStatusCode.Forbidden));
        }
    }

    [Theory]
    [InlineData("cross-site", "document")]
    [InlineData("none", "document")]
    [InlineData("same-origin", "empty")]
    public async Task Link_ThatIsFollowed_LogsIn(string site, string destination)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var request = TestDashboard.Request(HttpMethod.Get, $"/login?t={TestDashboard.Token}", ("Sec-Fetch-Site", site), ("Sec-Fetch-Dest", destination));

        using var response = await dashboard.Stranger.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
    }

    [Fact]
    public async Task WrongToken_OfACallerWhoDoesNotWait_IsWaitedForAllTheSame()
    {
        await using var dashboard = await TestDashboard.StartWithManualTimeAsync();

        await Eventually.TrueAsync(
            async () =>
            {
                using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(20));
                await dashboard.Stranger.GetAsync("/login?t=wrong", impatient.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
                using var right = await dashboard.Stranger.GetAsync($"/login?t={TestDashboard.Token}", Cancellation);
                return right.StatusCode == HttpStatusCode.TooManyRequests;
            },
            "those that were given up count");
    }

    [Fact]
    public async Task Login_OfWhoIsLoggedIn_GoesOn()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var request = TestDashboard.Request(HttpMethod.Get, "/login?returnUrl=/metrics", ("Cookie", await dashboard.LogInAsync()));

        using var response = await dashboard.Stranger.SendAsync(request, Cancellation);

        Assert.Equal("/metrics", response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Logout_TakesTheCookieAway_OnlyByPost()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var cookie = await dashboard.LogInAsync();
        using var post = TestDashboard.Request(HttpMethod.Post, "/logout", ("Cookie", cookie), ("Sec-Fetch-Site", "same-origin"));
        using var get = TestDashboard.Request(HttpMethod.Get, "/logout", ("Cookie", cookie));

        using var response = await dashboard.Stranger.SendAsync(post, Cancellation);
        using var refused = await dashboard.Stranger.SendAsync(get, Cancellation);

        Assert.Equal("/login", response.Headers.Location?.OriginalString);
        Assert.StartsWith($"{cookie.Split('=')[0]}=; expires=Thu, 01 Jan 1970", Assert.Single(response.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, refused.StatusCode);
        Assert.False(refused.Headers.Contains("Set-Cookie"));
    }

    private static Task WaitingAsync(TestDashboard dashboard) =>
        Eventually.TrueAsync(() => dashboard.Application.Time.NextDue == TimeSpan.FromSeconds(1), "the answer waits");
}
