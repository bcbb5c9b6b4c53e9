using System.Net;
using System.Text.Json;
using EchoApp.Tests.Http;
using Xunit;

namespace EchoApp.Tests.Web.Wire;

public sealed class RefusedApiTests
{
    [Fact]
    public async Task Refused_FromThisMachine_ShowsWhatWasRefusedOnBothListeners()
    {
        await using var web = await WebProcess.StartAsync();
        await SendAsync(web.Echo, "GET / HTTP/1.1\r\nAuthorization : Bearer abc\r\n\r\n");
        await SendAsync(web.Pages, "GET /\r\n\r\n");

        var response = await SendAsync(web.Pages, "GET /refused HTTP/1.1\r\nHost: localhost\r\n\r\n");

        Assert.Equal(200, response.Status);
        Assert.Equal("application/json; charset=utf-8", response.Header("Content-Type"));
        Assert.Equal("no-store", response.Header("Cache-Control"));
        Assert.EndsWith("}\n", response.Text, StringComparison.Ordinal);
        Assert.True(response.Json.GetProperty("recorded").GetBoolean());
        Assert.Contains("field's name", response.Text, StringComparison.Ordinal);
        Assert.Equal(2, response.Json.GetProperty("count").GetInt32());
        var refused = response.Json.GetProperty("refused");
        Assert.Equal("GET /", refused[0].GetProperty("line").GetString());
        Assert.EndsWith($":{web.Pages.Port}", refused[0].GetProperty("local").GetString(), StringComparison.Ordinal);
        Assert.Equal("Authorization : ***", refused[1].GetProperty("line").GetString());
        Assert.Equal("RFC 9112 section 5.1", refused[1].GetProperty("section").GetString());
        Assert.Equal("""{"requestLine":14,"head":46,"line":26}""", JsonSerializer.Serialize(refused[1].GetProperty("length")));
    }

    [Fact]
    public async Task Refused_WithTheWireOff_SaysThatNoneAreRecorded()
    {
        await using var web = await WebProcess.StartAsync(("Echo__Wire", "false"));
        await SendAsync(web.Echo, "GET / HTTP/1.1\r\n\r\n");

        var response = await SendAsync(web.Pages, "GET /refused HTTP/1.1\r\nHost: localhost\r\n\r\n");

        Assert.False(response.Json.GetProperty("recorded").GetBoolean());
        Assert.Equal(0, response.Json.GetProperty("count").GetInt32());
    }

    [Theory]
    [InlineData("Host: evil.test\r\n", 403)]
    [InlineData("Host: localhost.evil.test\r\n", 403)]
    [InlineData("Host: localhost\r\nX-Forwarded-For: 1.2.3.4\r\n", 403)]
    [InlineData("Host: localhost\r\nforwarded: for=1.2.3.4\r\n", 403)]
    [InlineData("Host: localhost:5000\r\n", 200)]
    [InlineData("Host: 127.0.0.1\r\n", 200)]
    [InlineData("Host: [::1]:5000\r\n", 200)]
    public async Task Refused_ByAnotherNameOrThroughAProxy_IsForbidden(string headers, int status)
    {
        await using var web = await WebProcess.StartAsync();

        var response = await SendAsync(web.Pages, $"GET /refused HTTP/1.1\r\n{headers}\r\n");

        Assert.Equal(status, response.Status);
        Assert.Equal(status == 403, response.Text.Contains("this machine", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refused_FromAnAddressThatIsNotLoopback_IsForbidden()
    {
        var own = (await Dns.GetHostAddressesAsync(Dns.GetHostName(), System.Net.Sockets.AddressFamily.InterNetwork, TestContext.Current.CancellationToken))
            .FirstOrDefault(address => !IPAddress.IsLoopback(address));
        Assert.SkipWhen(own is null, "this machine has no address but loopback");
        await using var web = await WebProcess.StartAsync(("Listen", "any"));

        var response = await RawHttp.ExchangeAsync(
            new IPEndPoint(own!, web.Pages.Port), "GET /refused HTTP/1.1\r\nHost: localhost\r\n\r\n", TestContext.Current.CancellationToken);

        Assert.Equal(403, response.Status);
    }

    private static Task<RawResponse> SendAsync(Uri uri, string request) =>
        RawHttp.ExchangeAsync(uri.OnLoopback(), request, TestContext.Current.CancellationToken);
}
