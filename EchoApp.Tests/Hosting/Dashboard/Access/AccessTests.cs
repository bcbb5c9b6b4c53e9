using System.Net;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Access;

public sealed class AccessTests
{
    private const string Command = "/api/resources/job/commands/stop";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/resources")]
    [InlineData("/api/resources/job")]
    [InlineData("/api/resources/job/environment/A")]
    [InlineData("/api/console")]
    [InlineData("/api/stream")]
    [InlineData("/api/telemetry")]
    [InlineData("/api/whatever")]
    [InlineData("/API/resources")]
    [InlineData("//api/resources")]
    public async Task Api_WithoutToken_Is401(string path)
    {
        await using var dashboard = await TestDashboard.StartAsync();

        using var response = await dashboard.Stranger.GetAsync(new Uri(dashboard.Stranger.BaseAddress!.GetLeftPart(UriPartial.Authority) + path), Cancellation);

        Assert.Equal("Log in first, or send the token: Authorization: Bearer TOKEN.", await TestDashboard.ProblemAsync(response, HttpStatusCode.Unauthorized));
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task Api_AskedForByABrowserWithoutToken_Is401RatherThanTheLogin()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var request = TestDashboard.Request(HttpMethod.Get, "/api/resources", ("Accept", "text/html"));

        using var response = await dashboard.Stranger.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Command_WithoutToken_Is401AndNotGiven()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var job = await dashboard.Application.Launcher.InstanceAsync("job");

        using var response = await dashboard.Stranger.PostAsync(Command, content: null, Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.False(job.Asked.IsCompleted);
    }

    [Theory]
    [InlineData("/", "/login?returnUrl=%2F")]
    [InlineData("/structuredlogs?q=level%3Aerror&x=1", "/login?returnUrl=%2Fstructuredlogs%3Fq%3Dlevel%253Aerror%26x%3D1")]
    [InlineData("/nothing", "/login?returnUrl=%2Fnothing")]
    public async Task Page_WithoutCookie_LeadsToTheLoginAndBack(string path, string login)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var request = TestDashboard.Request(HttpMethod.Get, path, ("Accept", "text/html,*/*"));

        using var response = await dashboard.Stranger.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Equal(login, response.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("dashboard.localhost")]
    [InlineData("LOCALHOST")]
    [InlineData("127.0.0.1")]
    [InlineData("127.1.2.3")]
    [InlineData("[::1]")]
    public async Task Request_ByANameOfThisMachine_IsAnswered(string host)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var request = TestDashboard.Request(HttpMethod.Get, "/api/resources", ("Host", $"{host}:{dashboard.Endpoints.Frontend!.Port}"));

        using var response = await dashboard.Known.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("notlocalhost")]
    [InlineData("192.168.1.2")]
    [InlineData("0.0.0.0")]
    public async Task Request_ByAnotherName_Is400WithAndWithoutToken(string host)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        foreach (var client in new[] { dashboard.Known, dashboard.Stranger })
        {
            foreach (var path in new[] { "/api/resources", "/login", "/assets/tokens.css" })
            {
                using var request = TestDashboard.Request(HttpMethod.Get, path, ("Host", host));
                using var response = await client.SendAsync(request, Cancellation);
                await TestDashboard.ProblemAsync(response, HttpStatusCode.BadRequest);
            }
        }
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "none", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "OWN", HttpStatusCode.OK)]
    [InlineData("Origin", "http://localhost:1", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("X-Nothing", "1", HttpStatusCode.Forbidden)]
    public async Task Command_WithTheCookie_IsTakenFromOwnPagesAlone(string header, string value, HttpStatusCode status)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var job = await dashboard.Application.Launcher.InstanceAsync("job");
        await dashboard.Application.StateAsync("job", "Running");
        var own = dashboard.Endpoints.Frontend!.GetLeftPart(UriPartial.Authority);
        using var request = TestDashboard.Request(HttpMethod.Post, Command, ("Cookie", await dashboard.LogInAsync()), (header, value == "OWN" ? own : value));

        using var response = await dashboard.Stranger.SendAsync(request, Cancellation);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(status == HttpStatusCode.OK, job.Asked.IsCompleted);
    }

    [Fact]
    public async Task Command_WithOriginAndFetchSiteThatDisagree_IsRefused()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var request = TestDashboard.Request(
            HttpMethod.Post,
            Command,
            ("Cookie", await dashboard.LogInAsync()),
            ("Sec-Fetch-Site", "cross-site"),
            ("Origin", dashboard.Endpoints.Frontend!.GetLeftPart(UriPartial.Authority)));

        using var response = await dashboard.Stranger.SendAsync(request, Cancellation);

        Assert.Equal("Only the dashboard's own pages may ask for this.", await TestDashboard.ProblemAsync(response, HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task Command_WithTheTokenInItsHeader_NeedsNoOrigin()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        await dashboard.Application.StateAsync("job", "Running");

        using var response = await dashboard.Known.PostAsync(Command, content: null, Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task WrongBearer_TakesASecondAndIs401_AndTheCookieDoesNotHelp()
    {
        await using var dashboard = await TestDashboard.StartWithManualTimeAsync();
        using var request = TestDashboard.Request(
            HttpMethod.Get, "/api/resources", ("Authorization", "Bearer wrong"), ("Cookie", await dashboard.LogInAsync()));

        var answer = dashboard.Stranger.SendAsync(request, Cancellation);
        await Eventually.TrueAsync(() => dashboard.Application.Time.NextDue == TimeSpan.FromSeconds(1), "the answer waits");
        Assert.False(answer.IsCompleted);
        dashboard.Application.Time.Advance(TimeSpan.FromSeconds(1));

        using var response = await answer;
        Assert.Equal("Wrong token.", await TestDashboard.ProblemAsync(response, HttpStatusCode.Unauthorized));
    }

    [Theory]
    [InlineData("Basic dGhlLXJpZ2h0LXRva2Vu")]
    [InlineData("the-right-token")]
    public async Task OtherAuthorization_CountsAsNone(string authorization)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var request = TestDashboard.Request(HttpMethod.Get, "/api/resources", ("Authorization", authorization));

        using var response = await dashboard.Stranger.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("the-right-token")]
    [InlineData("")]
    public async Task WrongCookie_CountsAsNone(string value)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var request = TestDashboard.Request(
            HttpMethod.Get, "/api/resources", ("Cookie", $"echoapp-dashboard-{dashboard.Endpoints.Frontend!.Port}={value}"));

        using var response = await dashboard.Stranger.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Anonymous_LetsEverybodyInButChecksHostAndOrigin()
    {
        await using var dashboard = await TestDashboard.StartAsync(declare: null, "--ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS=true");
        await dashboard.Application.StateAsync("job", "Running");
        using var rebound = TestDashboard.Request(HttpMethod.Get, "/api/resources", ("Host", "evil.example"));
        using var foreign = TestDashboard.Request(HttpMethod.Post, Command, ("Origin", "https://evil.example"));

        using var read = await dashboard.Stranger.GetAsync("/api/resources", Cancellation);
        using var login = await dashboard.Stranger.GetAsync("/login?returnUrl=/traces", Cancellation);
        using var reboundResponse = await dashboard.Stranger.SendAsync(rebound, Cancellation);
        using var foreignResponse = await dashboard.Stranger.SendAsync(foreign, Cancellation);
        using var command = await dashboard.Stranger.PostAsync(Command, content: null, Cancellation);

        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.Equal("/traces", login.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.BadRequest, reboundResponse.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, foreignResponse.StatusCode);
        Assert.Equal(HttpStatusCode.OK, command.StatusCode);
        Assert.Null(dashboard.Endpoints.BrowserToken);
        Assert.DoesNotContain(dashboard.Application.Output.Lines, line => line.Contains("Login to the dashboard", StringComparison.Ordinal));
    }
}
