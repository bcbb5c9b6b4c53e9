using System.Net;
using EchoApp.Tests.Web.Bins;
using Xunit;

namespace EchoApp.Tests.Web.Access;

public sealed class AccessTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "Bearer", "It needs the token: Authorization: Bearer TOKEN.")]
    [InlineData("Bearer wrong", "Bearer error=\"invalid_token\"", "The token is not the one of this EchoApp.")]
    [InlineData("Bearer", "Bearer error=\"invalid_token\"", "The token is not the one of this EchoApp.")]
    [InlineData("Bearer of-the-tests-token2", "Bearer error=\"invalid_token\"", "The token is not the one of this EchoApp.")]
    [InlineData("Basic of-the-tests-token", "Bearer", "It needs the token: Authorization: Bearer TOKEN.")]
    public async Task Api_WithoutTheToken_AnswersNothing(string? authorization, string challenge, string detail)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        using var client = new HttpClient { BaseAddress = web.Process.Pages };

        foreach (var (method, path) in ((HttpMethod, string)[])
            [
                (HttpMethod.Get, "/api/bins"), (HttpMethod.Post, "/api/bins"), (HttpMethod.Get, "/api/bins/orders"), (HttpMethod.Get, "/api/bins/none"),
                (HttpMethod.Patch, "/api/bins/orders"), (HttpMethod.Delete, "/api/bins/orders"), (HttpMethod.Get, "/api/bins/orders/requests"),
                (HttpMethod.Delete, "/api/bins/orders/requests"), (HttpMethod.Get, "/api/bins/orders/requests/1"), (HttpMethod.Get, "/api/bins/orders/requests/1/body"),
                (HttpMethod.Get, "/api/bins/orders/requests/1/head"), (HttpMethod.Delete, "/api/bins/orders/requests/1"),
            ])
        {
            using var request = new HttpRequestMessage(method, path);
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
            using var response = await client.SendAsync(request, Cancellation);

            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Equal(challenge, response.Headers.WwwAuthenticate.ToString());
            Assert.Contains($"\"detail\":\"{detail}\"", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Token_ThatNobodyGave_IsMadeOnceForThisUserAlone()
    {
        using var data = new TemporaryDirectory();
        var file = Path.Combine(data.Path, "access-token");
        string token;
        await using (var first = await WebProcess.StartAsync(("Data__Directory", data.Path)))
        {
            token = (await File.ReadAllTextAsync(file, Cancellation)).Trim();
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
