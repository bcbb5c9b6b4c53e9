using System.Net;
using EchoApp.Tests.Web.Bins;
using Xunit;

namespace EchoApp.Tests.Web.Incidents;

/// <summary>Delays without an end (whoami <c>?wait=</c>, mendhak <c>x-set-response-delay-ms</c>): thirty seconds at most, and none that a sender asks for.</summary>
public sealed class DelayTests
{
    [Theory]
    [InlineData("31")]
    [InlineData("-1")]
    [InlineData("1e308")]
    [InlineData("1e999")]
    [InlineData("30.000001")]
    public async Task Delay_BeyondThirtySeconds_IsRefused(string delay)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();

        foreach (var settings in (string[])[$$$"""{"response":{"delay":{{{delay}}}}}""", $$$"""{"script":{"steps":[{"response":{"delay":{{{delay}}}}}]}}"""])
        {
            var (status, detail) = await web.RefusalAsync(HttpMethod.Patch, "bins/orders", settings);
            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.EndsWith("delay must be a number of seconds from 0 to 30.", detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Delay_ThatASenderAsksFor_IsNone()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();

        // Within the ten seconds that the client waits.
        Assert.Equal(200, (await web.ExchangeAsync("GET /b/orders/delay/3600?wait=1h&delay=3600&echo_time=3600000 HTTP/1.1\r\nHost: a\r\nX-Set-Response-Delay-Ms: 3600000\r\n\r\n")).Status);
    }
}
