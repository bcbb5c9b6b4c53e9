using Xunit;

namespace EchoApp.Tests.Web.Bins.Responses;

/// <summary>What browsers and senders of events ask before they send.</summary>
public sealed class HandshakeTests
{
    [Fact]
    public async Task Preflight_OfAnAllowedOrigin_IsGrantedWhatItAsksForAndKept()
    {
        await using var web = await BinnedWeb.StartAsync(("Bins__orders__Cors", "https://a.example, https://b.example"));

        var granted = await web.ExchangeAsync("OPTIONS /b/orders HTTP/1.1\r\nHost: a\r\nOrigin: https://b.example\r\nAccess-Control-Request-Method: PUT\r\nAccess-Control-Request-Headers: x-a,authorization\r\n\r\n");
        var refused = await web.ExchangeAsync("OPTIONS /b/orders HTTP/1.1\r\nHost: a\r\nOrigin: https://c.example\r\nAccess-Control-Request-Method: PUT\r\n\r\n");
        var sent = await web.ExchangeAsync("PUT /b/orders HTTP/1.1\r\nHost: a\r\nOrigin: https://b.example\r\n\r\n");

        Assert.Equal((204, "https://b.example", "PUT"), (granted.Status, granted.Header("Access-Control-Allow-Origin"), granted.Header("Access-Control-Allow-Methods")));
        Assert.Equal(("x-a,authorization", "Origin"), (granted.Header("Access-Control-Allow-Headers"), granted.Header("Vary")));
        Assert.Equal((200, null), (refused.Status, refused.Header("Access-Control-Allow-Origin")));
        Assert.Equal((200, "https://b.example", "*"), (sent.Status, sent.Header("Access-Control-Allow-Origin"), sent.Header("Access-Control-Expose-Headers")));
        Assert.Equal([200, 200, 204], (await web.RequestsAsync()).Select(request => request!["status"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Preflight_WhereNothingIsAllowed_IsARequestAsAnyOther()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();

        var answer = await web.ExchangeAsync("OPTIONS /b/orders HTTP/1.1\r\nHost: a\r\nOrigin: https://b.example\r\nAccess-Control-Request-Method: PUT\r\n\r\n");

        Assert.Equal((200, null), (answer.Status, answer.Header("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task CloudEvents_WhereTheyAreAllowed_AreGrantedByHeaders()
    {
        await using var web = await BinnedWeb.StartAsync(("Bins__orders__CloudEvents", "true"), ("Bins__other__Raw", "false"));
        const string Asks = "Host: a\r\nWebHook-Request-Origin: eventemitter.example.com\r\nWebHook-Request-Rate: 120\r\n\r\n";

        var granted = await web.ExchangeAsync($"OPTIONS /b/orders HTTP/1.1\r\n{Asks}");
        var refused = await web.ExchangeAsync($"OPTIONS /b/other HTTP/1.1\r\n{Asks}");

        Assert.Equal((200, "eventemitter.example.com", "120", "POST"), (granted.Status, granted.Header("WebHook-Allowed-Origin"), granted.Header("WebHook-Allowed-Rate"), granted.Header("Allow")));
        Assert.Null(refused.Header("WebHook-Allowed-Origin"));
    }

    [Theory]
    [InlineData("WebHook-Request-Origin: \u00e9\r\n")]
    [InlineData("WebHook-Request-Origin: a\r\nWebHook-Request-Rate: \u0001\r\n")]
    [InlineData("Origin: https://a.example\r\nAccess-Control-Request-Method: \u00e9\r\n")]
    [InlineData("Origin: https://a.example\r\nAccess-Control-Request-Method: PUT\r\nAccess-Control-Request-Headers: x-\u00e9\r\n")]
    public async Task Handshake_WithWhatCannotStandInAnAnswer_IsARequestAsAnyOther(string headers)
    {
        await using var web = await BinnedWeb.StartAsync(("Bins__orders__CloudEvents", "true"), ("Bins__orders__Cors", "*"));

        var answer = await web.ExchangeAsync($"OPTIONS /b/orders HTTP/1.1\r\nHost: a\r\n{headers}\r\n");

        Assert.Equal((200, "/b/orders"), (answer.Status, answer.Json.GetProperty("path").GetString()));
        Assert.Single(await web.RequestsAsync());
        Assert.Empty(web.Process.Faults);
    }

    [Fact]
    public async Task Bin_ThatIsNotThereWhereTheFirstUseMakesIt_IsMade()
    {
        await using var web = await BinnedWeb.StartAsync(("Capture__CreateOnFirstUse", "true"), ("Capture__MaxBins", "1"));

        Assert.Equal(200, (await web.ExchangeAsync("GET /b/new/x HTTP/1.1\r\nHost: a\r\n\r\n")).Status);
        Assert.Equal(404, (await web.ExchangeAsync("GET /b/more HTTP/1.1\r\nHost: a\r\n\r\n")).Status);
        Assert.Equal(404, (await web.ExchangeAsync("GET /b/NEW HTTP/1.1\r\nHost: a\r\n\r\n")).Status);

        Assert.Equal("/b/new/x", (await web.OnlyRequestAsync("new"))["path"]!.GetValue<string>());
    }
}
