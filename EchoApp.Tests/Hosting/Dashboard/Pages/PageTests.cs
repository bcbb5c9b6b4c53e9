using System.Net;
using EchoApp.Hosting.Dashboard.Pages;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Pages;

public sealed class PageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/?view=graph")]
    [InlineData("/consolelogs")]
    [InlineData("/consolelogs/web-abc")]
    [InlineData("/structuredlogs?q=a")]
    [InlineData("/traces")]
    [InlineData("/traces/0af7651916cd43dd8448eb211c80319c?span=1")]
    [InlineData("/metrics?resource=web")]
    public async Task Page_OfTheDashboard_IsTheOneFile(string path)
    {
        await using var dashboard = await TestDashboard.StartAsync();

        using var response = await dashboard.Known.GetAsync(path, Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.StartsWith("<!doctype html>", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task Page_ByHead_HasNoBody()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Head, "/login");

        using var response = await dashboard.Stranger.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Content.Headers.ContentLength > 500);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/consolelogs/a/b")]
    [InlineData("/index.html")]
    [InlineData("/assets/index.html")]
    [InlineData("/assets/")]
    [InlineData("/assets/css/../../nothing.css")]
    [InlineData("/assets/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/api/nothing")]
    public async Task UnknownPath_Is404_AsAPageForPeopleAndAProblemForPrograms(string path)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var request = TestDashboard.Request(HttpMethod.Get, path, ("Accept", "text/html"));

        using var page = await dashboard.Known.SendAsync(request, Cancellation);
        using var problem = await dashboard.Known.GetAsync(path, Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("There is nothing at ", await TestDashboard.ProblemAsync(problem, HttpStatusCode.NotFound), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownPath_WithMarkupInIt_IsShownAsText()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var request = TestDashboard.Request(HttpMethod.Get, "/<script>alert(1)</script>", ("Accept", "text/html"));

        using var page = await dashboard.Known.SendAsync(request, Cancellation);

        Assert.DoesNotContain("<script", await page.Content.ReadAsStringAsync(Cancellation), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task WrongMethod_Is405AndSaysWhich()
    {
        await using var dashboard = await TestDashboard.StartAsync();

        using var response = await dashboard.Known.DeleteAsync("/api/resources/job", Cancellation);

        Assert.Equal("/api/resources/job answers GET, not DELETE.", await TestDashboard.ProblemAsync(response, HttpStatusCode.MethodNotAllowed));
    }

    [Theory]
    [InlineData("/", true)]
    [InlineData("/login", false)]
    [InlineData("/assets/tokens.css", false)]
    [InlineData("/api/resources", true)]
    [InlineData("/api/resources", false)]
    [InlineData("/nothing", true)]
    public async Task EveryAnswer_HasTheSecurityHeaders(string path, bool isKnown)
    {
        await using var dashboard = await TestDashboard.StartAsync();

        using var response = await (isKnown ? dashboard.Known : dashboard.Stranger).GetAsync(path, Cancellation);

        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            Header("Content-Security-Policy"));
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Equal("DENY", Header("X-Frame-Options"));
        Assert.Equal(path == "/login" ? "same-origin" : "no-referrer", Header("Referrer-Policy"));
        Assert.Equal(path.StartsWith("/assets", StringComparison.Ordinal) ? "no-cache" : "no-store", Header("Cache-Control"));
        Assert.False(response.Headers.Contains("Server"));
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));

        string Header(string name) => Assert.Single(response.Headers.GetValues(name));
    }

    [Fact]
    public async Task Asset_IsServedWithItsTypeAndKeptUntilItChanges()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var first = await dashboard.Stranger.GetAsync("/assets/css/login.css", Cancellation);
        var tag = first.Headers.ETag!.ToString();
        using var same = TestDashboard.Request(HttpMethod.Get, "/assets/css/login.css", ("If-None-Match", tag));
        using var other = TestDashboard.Request(HttpMethod.Get, "/assets/css/login.css", ("If-None-Match", "\"0123456789abcdef\""));

        using var unchanged = await dashboard.Stranger.SendAsync(same, Cancellation);
        using var changed = await dashboard.Stranger.SendAsync(other, Cancellation);

        Assert.Equal("text/css; charset=utf-8", first.Content.Headers.ContentType?.ToString());
        Assert.Matches("^\"[0-9a-f]{16}\"$", tag);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.Equal(tag, unchanged.Headers.ETag?.ToString());
        Assert.Empty(await unchanged.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Fact]
    public async Task EveryAsset_IsServedByItsPath()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var paths = new AssetFiles().Paths.ToArray();
        var tags = new HashSet<string>();

        Assert.Contains("tokens.css", paths);
        foreach (var path in paths)
        {
            using var response = await dashboard.Stranger.GetAsync($"/assets/{path}", Cancellation);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.NotNull(response.Content.Headers.ContentType);
            Assert.True(response.Content.Headers.ContentLength == 0 || tags.Add(response.Headers.ETag!.Tag), $"{path} has the tag of another file");
        }
    }

    [Fact]
    public async Task TokensCss_IsTheFileThatWebsPagesDrawOnToo()
    {
        await using var dashboard = await TestDashboard.StartAsync();

        Assert.Contains("--powderblue: #b0e0e6;", await dashboard.Stranger.GetStringAsync("/assets/tokens.css", Cancellation), StringComparison.Ordinal);
    }
}
