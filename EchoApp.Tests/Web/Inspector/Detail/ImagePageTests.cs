using System.Net;
using EchoApp.Tests.Web.Bins;
using Xunit;

namespace EchoApp.Tests.Web.Inspector.Detail;

public sealed class ImagePageTests
{
    private static readonly byte[] _image = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Image_OfARequest_IsGivenOutByWhatItIsAndSandboxed()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        using var content = new ByteArrayContent(_image) { Headers = { ContentType = new("text/html") } };
        using var sent = await web.Echo.PostAsync("/b/orders", content, Cancellation);
        var id = (string?)(await web.OnlyRequestAsync())["id"];

        using var image = await web.Api.GetAsync($"/inspect/orders/{id}/image", Cancellation);

        Assert.Equal(_image, await image.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal(("image/png", "sandbox; default-src 'none'"), (image.Content.Headers.ContentType?.ToString(), Header("Content-Security-Policy")));
        Assert.Equal(("nosniff", "same-origin", "no-store"), (Header("X-Content-Type-Options"), Header("Cross-Origin-Resource-Policy"), Header("Cache-Control")));

        string Header(string name) => Assert.Single(image.Headers.GetValues(name));
    }

    [Fact]
    public async Task Image_ThatIsNone_IsNotFound()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        using var content = new StringContent("<svg xmlns=\"http://www.w3.org/2000/svg\"/>") { Headers = { ContentType = new("image/svg+xml") } };
        using var sent = await web.Echo.PostAsync("/b/orders", content, Cancellation);
        var id = (string?)(await web.OnlyRequestAsync())["id"];
        foreach (var path in (string[])[$"orders/{id}", $"orders/{Guid.Empty}", "orders/1", $"others/{id}"])
        {
            using var image = await web.Api.GetAsync($"/inspect/{path}/image", Cancellation);
            Assert.Equal(HttpStatusCode.NotFound, image.StatusCode);
        }
    }

    [Fact]
    public async Task Image_ForWhoIsNotLoggedIn_IsRefused()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = web.Process.Pages };
        using var image = await client.GetAsync($"/inspect/orders/{Guid.Empty}/image", Cancellation);
        Assert.NotEqual(HttpStatusCode.OK, image.StatusCode);
        Assert.NotEqual(HttpStatusCode.NotFound, image.StatusCode);
    }
}
