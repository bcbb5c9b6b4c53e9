using EchoApp.Tests.Web.Bins;
using Xunit;

namespace EchoApp.Tests.Web.Incidents;

/// <summary>The address that a sender claims taken for its own (whoami and others trust <c>X-Forwarded-For</c>): what is stored is the socket's, beside what was claimed.</summary>
public sealed class ClaimedAddressTests
{
    [Theory]
    [InlineData("X-Forwarded-For: 203.0.113.7\r\nX-Real-IP: 203.0.113.7\r\nX-Forwarded-Proto: https\r\n")]
    [InlineData("Forwarded: for=203.0.113.7;proto=https\r\n")]
    [InlineData("True-Client-IP: 203.0.113.7\r\nCF-Connecting-IP: 203.0.113.7\r\n")]
    public async Task Remote_OfAStoredRequest_IsTheSocketsWhateverItsHeadersClaim(string headers)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();

        await web.ExchangeAsync($"GET /b/orders HTTP/1.1\r\nHost: a\r\n{headers}\r\n");

        var request = await web.OnlyRequestAsync();
        Assert.Equal(("127.0.0.1", "http"), (request["remote"]!["address"]!.GetValue<string>(), request["scheme"]!.GetValue<string>()));
        Assert.Contains("203.0.113.7", request["headers"]!.ToJsonString(), StringComparison.Ordinal);
    }
}
