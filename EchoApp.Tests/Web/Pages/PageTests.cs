using System.Net;
using System.Text.Json;
using EchoApp.Web;
using Xunit;

namespace EchoApp.Tests.Web.Pages;

public sealed class PageTests
{
    [Fact]
    public async Task Home_WithAHeaderOfMarkup_ShowsItEncoded()
    {
        await using var web = await WebProcess.StartAsync();
        using var response = await SendAsync(web, "/?q=<script>", ("X-Probe", "<script>alert(1)</script>"));
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Contains("<dt>X-Probe</dt><dd>&lt;script&gt;alert(1)&lt;/script&gt;</dd>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.Contains($"curl http://127.0.0.1:{web.Echo.Port}/", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Echo_WhoseUrlIsSet_IsThereForPagesBinsAndTheDocument()
    {
        await using var web = await WebProcess.StartAsync(("ECHO_URL", "https://hooks.example/in/"), ("Access__Anonymous", "true"), ("Bins__orders__Raw", "false"));
        using var client = new HttpClient { BaseAddress = web.Pages };

        Assert.Contains("curl https://hooks.example/in/", await client.GetStringAsync("/", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("\"url\":\"https://hooks.example/in/b/orders\"", await client.GetStringAsync("/api/bins/orders", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var document = JsonDocument.Parse(await client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken));
        Assert.Equal("https://hooks.example/in", document.RootElement.GetProperty("paths").GetProperty("/{path}").GetProperty("servers")[0].GetProperty("url").GetString());
    }

    [Fact]
    public async Task Next_Always_ShowsTheCommandsThatShip()
    {
        await using var web = await WebProcess.StartAsync();
        using var response = await SendAsync(web, "/next");
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        foreach (var command in (string[])
            ["dotnet run --project EchoApp.AppHost", "-t:PublishContainer", "docker run --rm -d --name echo ", "-p 6000:6000", "docker exec echo /home/app/EchoApp.Web healthcheck", "docker stop echo", "docker tag echoapp-web:", "docker push ", "dotnet tool restore", "dotnet aspire do push -- ", "dotnet aspire deploy", "dotnet aspire destroy"])
        {
            Assert.Contains(command, page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/next")]
    [InlineData("/health")]
    [InlineData("/nothing")]
    public async Task Any_OnThePagesListener_IsUnderAStrictPolicy(string path)
    {
        await using var web = await WebProcess.StartAsync();
        using var response = await SendAsync(web, path);
        Assert.StartsWith("default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'", Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Equal("same-origin", Header("Referrer-Policy"));
        Assert.False(response.Headers.Contains("Server"));
        string Header(string name) => Assert.Single(response.Headers.GetValues(name));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/next")]
    [InlineData("/health")]
    public async Task Head_OnAPage_GivesItsHeadersWithoutABody(string path)
    {
        await using var web = await WebProcess.StartAsync();
        using var response = await SendAsync(web, path, HttpMethod.Head);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/next")]
    [InlineData("/health")]
    [InlineData("/alive")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/nothing")]
    public async Task Any_OnThePagesListener_EndsItsLastLine(string path)
    {
        await using var web = await WebProcess.StartAsync();
        using var response = await SendAsync(web, path);
        Assert.EndsWith("\n", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Style_AskedForAgain_IsNotModified()
    {
        await using var web = await WebProcess.StartAsync();
        using var page = await SendAsync(web, "/");
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var path = html.Split("rel=\"stylesheet\" href=\"")[1].Split('"')[0];

        using var style = await SendAsync(web, path);
        Assert.Equal("text/css; charset=utf-8", style.Content.Headers.ContentType?.ToString());
        Assert.Contains("immutable", style.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
        using var again = await SendAsync(web, path, ("If-None-Match", style.Headers.ETag?.ToString() ?? ""));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Theory]
    [InlineData("copy.js", "text/javascript; charset=utf-8", "navigator.clipboard")]
    [InlineData("favicon.svg", "image/svg+xml", "<svg ")]
    [InlineData("license.txt", "text/plain; charset=utf-8", "MIT License")]
    public async Task Asset_OfAPage_IsItselfAndMayBeKept(string name, string type, string text)
    {
        await using var web = await WebProcess.StartAsync();
        using var page = await SendAsync(web, "/");
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        using var asset = await SendAsync(web, $"/assets/{html.Split("=\"/assets/")[1].Split('/')[0]}/{name}");
        Assert.Equal(type, asset.Content.Headers.ContentType?.ToString());
        Assert.Contains("immutable", asset.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
        Assert.Contains(text, await asset.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FaviconIco_AskedForByItself_IsTheIconForADay()
    {
        await using var web = await WebProcess.StartAsync();
        using var response = await SendAsync(web, "/favicon.ico");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("image/svg+xml", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(TimeSpan.FromDays(1), response.Headers.CacheControl?.MaxAge);
        Assert.DoesNotContain("immutable", response.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/next")]
    [InlineData("/nothing")]
    public async Task Page_OfAnyKind_DescribesItselfAndSaysWhatItIsOf(string path)
    {
        await using var web = await WebProcess.StartAsync();
        using var response = await SendAsync(web, path, ("Accept", "text/html"));
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Matches("<meta name=\"description\" content=\"[^\"]{10,160}\">", page);
        Assert.Contains($"<p>EchoApp {ProductVersion.Short}</p>", page, StringComparison.Ordinal);
        Assert.Contains(">API reference</a>", page, StringComparison.Ordinal);
        Assert.Contains(">MIT licence</a>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_AtALongPath_SaysItsBeginningAndGivesItWhole()
    {
        await using var web = await WebProcess.StartAsync();
        var path = "/" + new string('w', 15_000);
        using var response = await SendAsync(web, path);
        var problem = await ProblemAsync(response);
        Assert.InRange(problem.GetProperty("detail").GetString()!.Length, 200, 300);
        Assert.Equal(path, problem.GetProperty("instance").GetString());
    }

    [Fact]
    public async Task Missing_AskedByCurl_IsAProblem()
    {
        await using var web = await WebProcess.StartAsync();
        using var response = await SendAsync(web, "/no%0Awhere", ("Accept", "*/*"));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        var problem = await ProblemAsync(response);
        Assert.Equal(404, problem.GetProperty("status").GetInt32());
        Assert.Equal("Not Found", problem.GetProperty("title").GetString());
        Assert.Equal("/no%0Awhere", problem.GetProperty("instance").GetString());
    }

    [Fact]
    public async Task Missing_AskedByABrowser_IsAPage()
    {
        await using var web = await WebProcess.StartAsync();
        using var response = await SendAsync(web, "/nowhere", ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Next_Posted_IsAProblemThatNamesTheAllowedMethods()
    {
        await using var web = await WebProcess.StartAsync();
        using var response = await SendAsync(web, "/next", HttpMethod.Post);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "HEAD"], response.Content.Headers.Allow.Order());
        Assert.Equal(405, (await ProblemAsync(response)).GetProperty("status").GetInt32());
    }

    private static Task<HttpResponseMessage> SendAsync(WebProcess web, string path, params (string Name, string Value)[] headers) =>
        SendAsync(web, path, HttpMethod.Get, headers);

    private static async Task<HttpResponseMessage> SendAsync(
        WebProcess web, string path, HttpMethod method, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(method, new Uri(web.Pages, path));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.ToString());
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return json.RootElement.Clone();
    }
}
