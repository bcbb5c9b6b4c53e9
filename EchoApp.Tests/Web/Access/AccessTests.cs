using System.Net;
using EchoApp.Tests.Http;
using EchoApp.Tests.Web.Bins;
using Xunit;

namespace EchoApp.Tests.Web.Access;

public sealed class AccessTests
{
    private static Task<RawResponse> ExchangeAsync(WebProcess web, string request) =>
        RawHttp.ExchangeAsync(new IPEndPoint(IPAddress.Loopback, web.Pages.Port), request, Cancellation);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Token_ThatNobodyGave_IsMadeOnceForThisUserAlone()
    {
        using var data = new TemporaryDirectory();
        var file = Path.Combine(data.Path, "access-token");
        string token;
        await using (var first = await WebProcess.StartAsync(("Data__Directory", data.Path)))
        {
            token = (await File.ReadAllTextAsync(file, Cancellation)).Trim();
            await Eventually.TrueAsync(() => first.Output.Contains("/login", StringComparison.Ordinal), "it says how to log in");
            Assert.Contains($"The token for /api is in {file}.", first.Output, StringComparison.Ordinal);
            Assert.DoesNotContain(token, first.Output, StringComparison.Ordinal);
            await first.StopAsync();
        }

        await using var second = await WebProcess.StartAsync(("Data__Directory", data.Path));
        using var client = new HttpClient { DefaultRequestHeaders = { { "Authorization", $"bearer {token}" } } };

        Assert.Matches("^[A-Za-z0-9_-]{43}$", token);
        Assert.Equal("{\"items\":[]}\n", await client.GetStringAsync(new Uri(second.Pages, "/api/bins"), Cancellation));
        if (!OperatingSystem.IsWindows())
        {
            foreach (var path in Directory.EnumerateFiles(data.Path))
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            }
        }
    }

    [Fact]
    public async Task Anonymous_WhereItIsSaidSo_NeedsNoToken()
    {
        await using var web = await WebProcess.StartAsync(("Access__Anonymous", "true"));
        using var client = new HttpClient();

        Assert.Equal("{\"items\":[]}\n", await client.GetStringAsync(new Uri(web.Pages, "/api/bins"), Cancellation));
    }

    [Theory]
    [InlineData("Host: localhost:5000\r\n")]
    [InlineData("Host: 192.0.2.1\r\n")]
    [InlineData("Host: [2001:db8::1]:80\r\n")]
    [InlineData("Host: shop.example\r\n")]
    [InlineData("Host: xn--bcher-kva.example\r\n")]
    [InlineData("Host: SHOP.example:8080\r\nOrigin: http://shop.example:8080\r\nSec-Fetch-Site: same-origin\r\n")]
    public async Task Api_AskedByANameOfItsOwn_Answers(string headers)
    {
        await using var web = await WebProcess.StartAsync(("Access__Anonymous", "true"), ("Access__Hosts", "echo.example, shop.example, xn--bcher-kva.example"));

        Assert.Equal(200, (await ExchangeAsync(web, $"GET /api/bins HTTP/1.1\r\n{headers}\r\n")).Status);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/login")]
    [InlineData("/api/bins")]
    public async Task Host_ThatCannotBeRead_IsRefused(string path)
    {
        await using var web = await BinnedWeb.StartAsync();

        Assert.Equal(400, (await ExchangeAsync(web.Process, $"GET {path} HTTP/1.1\r\nHost: xn--l\r\n\r\n")).Status);
        Assert.Empty(web.Process.Faults);
    }

    [Fact]
    public async Task Token_WhateverItIsMadeOf_IsTaken()
    {
        await using var web = await WebProcess.StartAsync(("Access__Token", "a,b\"=c;of-the-tests"));

        Assert.Equal(200, (await ExchangeAsync(web, "GET /api/bins HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer a,b\"=c;of-the-tests\r\n\r\n")).Status);
    }

    [Fact]
    public async Task Token_WhereThereIsNoPlaceForOne_IsToBeGiven()
    {
        using var directory = new TemporaryDirectory();
        await using var web = await WebProcess.StartAsync(("Data__Directory", $"{directory.Write("file", "")}/data"));

        await Eventually.TrueAsync(() => web.Output.Contains("/login", StringComparison.Ordinal), "it says how to log in");
        Assert.Contains("There is no place to keep a token for /api in, so nobody has one: give one in Access__Token.", web.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/next")]
    [InlineData("/health")]
    [InlineData("/alive")]
    [InlineData("/openapi/v1.json")]
    public async Task Pages_NeedNoToken(string path)
    {
        await using var web = await BinnedWeb.StartAsync();
        using var client = new HttpClient();

        using var response = await client.GetAsync(new Uri(web.Process.Pages, path), Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
