using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using EchoApp.Tests.ServiceDefaults;
using EchoApp.Tests.Web.Bins;
using EchoApp.Tests.Web.Storage.Postgres;
using EchoApp.Web.Access;
using Xunit;

namespace EchoApp.Tests.Web.Access;

/// <summary>Links that log a browser in, once.</summary>
public sealed partial class LoginLinkTests(PostgresServer postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Link_ThatIsPrintedAtTheStart_WorksOnce()
    {
        await using var web = await WebProcess.StartAsync();
        await Eventually.TrueAsync(() => PrintedLink().IsMatch(web.Output), "the link is printed");
        var link = new Uri(PrintedLink().Match(web.Output).Groups["link"].Value);
        using var browser = new SessionClient(web);
        using var late = new SessionClient(web);

        Assert.Equal(web.Pages.Port, link.Port);
        Assert.Equal("0;url=/inspect", await browser.FollowAsync(link.PathAndQuery));
        Assert.Equal("0;url=/login?used", await late.FollowAsync(link.PathAndQuery));

        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync());
        Assert.Null(late.SetCookie);
        using var page = await late.GetAsync("/login?used");
        Assert.Contains("That link has been used, or has ended", await page.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_WhereTheTokenIsGiven_IsNotPrinted()
    {
        await using var web = await BinnedWeb.StartAsync();
        await web.Process.StopAsync();

        Assert.DoesNotContain("/login", web.Process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_OfTheCommand_LogsInToTheRunningInstanceOnce()
    {
        using var data = new TemporaryDirectory();
        var port = FreePort.Choose().ToString(CultureInfo.InvariantCulture);
        await using var web = await WebProcess.StartAsync(("Data__Directory", data.Path), ("PAGES_PORT", port));
        await using var command = WebProcess.Launch(["login-link"], ("Data__Directory", data.Path), ("PAGES_PORT", port));
        Assert.Equal((0, ""), (await command.WaitForExitAsync(), command.Error));
        var link = new Uri(command.Output.Trim());
        using var browser = new SessionClient(web);

        Assert.Equal($"http://localhost:{port}", link.GetLeftPart(UriPartial.Authority));
        Assert.Equal("0;url=/inspect", await browser.FollowAsync(link.PathAndQuery));
        Assert.Equal("0;url=/login?used", await browser.FollowAsync(link.PathAndQuery));
        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync());
    }

    [Theory]
    [InlineData("PAGES_PORT=0: nobody but the running instance knows", "PAGES_PORT", "0")]
    [InlineData("Access__Anonymous=true: no login is needed.", "Access__Anonymous", "true")]
    [InlineData("No token is found, neither in Access__Token nor in ", "Data__Directory", "/nowhere")]
    public async Task Command_WithoutWhatItNeeds_SaysWhat(string expected, string name, string value)
    {
        await using var command = WebProcess.Launch(["login-link"], ("PAGES_PORT", "5000"), (name, value));

        Assert.Equal(1, await command.WaitForExitAsync());
        Assert.StartsWith(expected, Assert.Single(command.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_WithReplicas_WorksOnOneOfThem()
    {
        var store = await postgres.CreateDatabaseAsync();
        await using var first = await BinnedWeb.StartAsync(("ConnectionStrings__store", store));
        await using var second = await BinnedWeb.StartAsync(("ConnectionStrings__store", store));
        var link = LoginCode.MakeLink(BinnedWeb.Token, DateTimeOffset.UtcNow);
        using var browser = new SessionClient(first.Process);
        using var elsewhere = new SessionClient(second.Process);

        Assert.Equal("0;url=/inspect", await browser.FollowAsync(link));
        Assert.Equal("0;url=/login?used", await elsewhere.FollowAsync(link));
    }

    [Fact]
    public async Task Link_ThatIsNoneOfOurs_DoesNotWork()
    {
        await using var web = await BinnedWeb.StartAsync();
        using var browser = new SessionClient(web.Process);
        var good = LoginCode.MakeLink(BinnedWeb.Token, DateTimeOffset.UtcNow);
        string[] codes =
        [
            "x", "%00", new string('a', 54), new string('-', 5000), LoginCode.MakeLink("another", DateTimeOffset.UtcNow)[LoginCode.Path.Length..],
            LoginCode.MakeLink(BinnedWeb.Token, DateTimeOffset.UtcNow - LoginCode.Validity)[LoginCode.Path.Length..],
            .. Enumerable.Range(0, 53).Select(place => Changed(good[LoginCode.Path.Length..], place)),
        ];

        foreach (var code in codes)
        {
            Assert.Equal(("0;url=/login?used", code), (await browser.FollowAsync($"{LoginCode.Path}{code}"), code));
        }

        Assert.Equal("0;url=/inspect", await browser.FollowAsync(good));
    }

    [Fact]
    public async Task Link_ThatIsOnlyLookedAt_IsNotUsed()
    {
        await using var web = await BinnedWeb.StartAsync();
        using var browser = new SessionClient(web.Process);
        var link = LoginCode.MakeLink(BinnedWeb.Token, DateTimeOffset.UtcNow);

        (await browser.SendAsync(HttpMethod.Head, link, form: null)).Dispose();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await browser.StatusAsync(link, ("Sec-Purpose", "prefetch;prerender")));

        Assert.Equal("0;url=/inspect", await browser.FollowAsync(link));
    }

    [Fact]
    public async Task Link_InATrace_IsLeftOut()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var web = await BinnedWeb.StartAsync(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Url), ("OTEL_EXPORTER_OTLP_PROTOCOL", OtlpReceiver.HttpProtobuf), ("OTEL_BSP_SCHEDULE_DELAY", "100"),
            ("OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION", "true"));
        using var browser = new SessionClient(web.Process);
        var link = LoginCode.MakeLink(BinnedWeb.Token, DateTimeOffset.UtcNow);

        (await browser.SendAsync(HttpMethod.Head, link, form: null)).Dispose();
        Assert.Equal(HttpStatusCode.Forbidden, await browser.StatusAsync(link, ("Host", "evil.example")));
        await browser.FollowAsync(link);
        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync("/?after"));

        await Eventually.TrueAsync(() => collector.Posted("trace").Contains("?after", StringComparison.Ordinal), "the trace is there");
        Assert.Contains("/login", collector.Posted("trace"), StringComparison.Ordinal);
        Assert.DoesNotContain(link[LoginCode.Path.Length..], collector.Posted("trace") + collector.Posted("logs"), StringComparison.Ordinal);
    }

    private static string Changed(string code, int place) => $"{code[..place]}{(code[place] == 'A' ? 'B' : 'A')}{code[(place + 1)..]}";

    [GeneratedRegex(@"To log in, once: (?<link>http://localhost:[0-9]+/login\?code=[0-9a-f]{64})\s")]
    private static partial Regex PrintedLink();
}
